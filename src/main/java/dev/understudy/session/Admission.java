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
        var dialled = view.users().isEmpty() && view.isDialling();
        if (view.users().isEmpty() && !dialled) {
            if (last != null) leftAlone(last, view);
            return false;
        }
        var plan = rules.planFor(room).orElse(last == null ? null : last.plan());
        if (plan == null) return false;
        if (last != null && !welcome(last, view)) {
            if (isFinal(last)) leftAlone(last, view);
            return false;
        }
        var again = last != null && last.state() == SessionState.FAILED;
        var event = again ? "opened again: a user still waits" : "opened: a user is in the room";
        opening.open(room, wanted(plan, last, view, room), dialled ? "opened: a telephone is dialled" : event, dialled);
        return true;
    }

    private static boolean isFinal(Session last) {
        var why = last.endReason();
        return why != null && why.isFinal();
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

    /** After a failure there is a waiting time; after a final end only somebody who came later gets a new session. */
    private boolean welcome(Session last, RoomView view) {
        var due = last.stamps().dueAt();
        if (last.state() == SessionState.FAILED && due != null) return due <= clock.millis();
        if (!isFinal(last)) return true;
        var handedOver = last.endReason() == EndReason.HANDED_OVER;
        if (handedOver && view.users().stream().anyMatch(user -> knew(last, user))) return false;
        return view.people().stream()
                .filter(person -> person.isUser() || person.isDialled())
                .anyMatch(person -> person.joinedAt() > last.stamps().updatedAt() && !knew(last, person));
    }

    /** Who loads the page anew is no other person; and who comes to a talk that was handed over comes for those who talk. */
    private static boolean knew(Session last, Participant person) {
        return last.presence().company().last().contains(person.identity());
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
