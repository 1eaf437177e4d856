package dev.understudy.session;

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
    private final Remaining remaining;
    private final Stragglers stragglers;
    private final Clock clock;

    /** Judges by the rules and by what became of the room's last session. */
    public Admission(
            Sessions sessions,
            Opening opening,
            Rules rules,
            Promises promises,
            Remaining remaining,
            Stragglers stragglers,
            Clock clock) {
        this.sessions = sessions;
        this.opening = opening;
        this.rules = rules;
        this.promises = promises;
        this.remaining = remaining;
        this.stragglers = stragglers;
        this.clock = clock;
    }

    /** Whether a look at the room can lead to anything. */
    boolean concerns(String room, @Nullable Session last) {
        return last != null || rules.planFor(room).isPresent();
    }

    /**
     * Opens a session when a user is there and nothing speaks against it; true when it did.
     *
     * @param sid the room's; empty when nobody told
     */
    boolean consider(String room, RoomView view, String sid) {
        var last = sessions.latestIn(room)
                .map(over -> remaining.seen(over, view, sid))
                .orElse(null);
        var dialled = view.users().isEmpty() && view.isDialling();
        if (view.users().isEmpty() && !dialled) {
            if (last != null) leftAlone(last, view);
            return false;
        }
        var plan = rules.planFor(room).orElse(last == null ? null : last.plan());
        if (plan == null) return false;
        if (last != null && !welcome(last, view)) {
            if (last.isOverForGood()) leftAlone(last, view);
            return false;
        }
        var again = last != null && last.state() == SessionState.FAILED;
        var event = again ? "opened again: a user still waits" : "opened: a user is in the room";
        opening.open(room, wanted(plan, last, view, room), dialled ? "opened: a telephone is dialled" : event, dialled);
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

    /** After a failure there is a waiting time; after a final end only somebody new gets another session. */
    private boolean welcome(Session last, RoomView view) {
        var due = last.stamps().dueAt();
        if (last.state() == SessionState.FAILED && due != null) return due <= clock.millis();
        return !last.isOverForGood() || Remaining.mayHaveAnother(last, view);
    }

    private void leftAlone(Session last, RoomView view) {
        if (last.stamps().dueAt() != null) sessions.settle(last);
        stragglers.remove(last, view);
    }
}
