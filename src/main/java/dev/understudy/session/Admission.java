package dev.understudy.session;

import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.Participant;
import dev.understudy.livekit.RoomView;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A room without an open session: does it get one? And is anybody of ours left in it who should not be there? */
@Component
public class Admission {
    private final Sessions sessions;
    private final Opening opening;
    private final Rules rules;
    private final Promises promises;
    private final LiveKit livekit;
    private final Clock clock;

    /** Judges by the rules and by what became of the room's last session. */
    public Admission(Sessions sessions, Opening opening, Rules rules, Promises promises, LiveKit livekit, Clock clock) {
        this.sessions = sessions;
        this.opening = opening;
        this.rules = rules;
        this.promises = promises;
        this.livekit = livekit;
        this.clock = clock;
    }

    /** Whether a look at the room can lead to anything. */
    boolean concerns(String room) {
        return rules.planFor(room).isPresent() || sessions.latestIn(room).isPresent();
    }

    /** Opens a session when a user is there and nothing speaks against it; true when it did. */
    boolean consider(String room, RoomView view) {
        var last = sessions.latestIn(room).orElse(null);
        if (view.users().isEmpty()) {
            if (last != null) leftAlone(last, view);
            return false;
        }
        var plan = rules.planFor(room).orElse(last == null ? null : last.plan());
        if (plan == null) return false;
        if (last != null && !welcome(last, view)) {
            if (last.endReason() == EndReason.ENDED_BY_OPERATOR) leftAlone(last, view);
            return false;
        }
        opening.open(
                room,
                wanted(plan, last, view, room),
                last != null && last.state() == SessionState.FAILED
                        ? "opened again: a user still waits"
                        : "opened: a user is in the room");
        return true;
    }

    /** By what a token promised; after a failure what the failed session was to get. */
    private Plan wanted(Plan plan, @Nullable Session last, RoomView view, String room) {
        var present = view.users().stream().map(Participant::identity).toList();
        var wish = promises.take(room, present);
        if (wish.isEmpty() && last != null && last.state() == SessionState.FAILED)
            wish = Optional.of(last.plan().asWish());
        return wish.map(it -> rules.objection(room, it) == null ? plan.by(it) : plan.by(it.ofTheRule()))
                .orElse(plan);
    }

    /** After a failure there is a waiting time; after an operator's end only somebody who came later gets a new session. */
    private boolean welcome(Session last, RoomView view) {
        var due = last.stamps().dueAt();
        if (last.state() == SessionState.FAILED && due != null) return due <= clock.millis();
        if (last.endReason() != EndReason.ENDED_BY_OPERATOR) return true;
        return view.users().stream()
                .anyMatch(user -> user.joinedAt() > last.stamps().updatedAt());
    }

    /**
     * A late agent makes a closed room anew and stays (measured): it goes, and so does a late avatar of ours. It may have been
     * asked for at the very moment in which the session was ended, so that the session knows of no dispatch.
     */
    private void leftAlone(Session last, RoomView view) {
        if (last.stamps().dueAt() != null) sessions.settle(last);
        for (var person : view.people())
            if (isLeft(last, person)) livekit.removeParticipant(last.room(), person.identity());
        for (var avatar : view.avatars())
            if (avatar.identity().startsWith(FaceWatch.IDENTITY_PREFIX + last.id()))
                livekit.removeParticipant(last.room(), avatar.identity());
    }

    private static boolean isLeft(Session last, Participant person) {
        if (!person.isUnnamedAgent()) return person.isAgent(last.plan().agentName());
        return person.identity().equals(last.casting().identity())
                || person.identity().equals(last.casting().gone());
    }
}
