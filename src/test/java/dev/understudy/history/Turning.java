package dev.understudy.history;

import dev.understudy.livekit.LiveKitRejected;
import dev.understudy.livekit.LiveKitUnavailable;
import dev.understudy.session.Change.Next;
import dev.understudy.session.Chore;
import dev.understudy.session.Nudges;
import dev.understudy.session.SessionParts;
import dev.understudy.session.Turn;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The routes session-step, session-turn, session-dispatch and session-chore in a process of the model. */
@SuppressWarnings("NullAway") // a nudge here goes to no endpoint
final class Turning extends Nudges {
    private final World world;
    private final Process process;
    private @Nullable SessionParts parts;
    private @Nullable Faces faces;

    Turning(World world, Process process) {
        super(null, "", "");
        this.world = world;
        this.process = process;
    }

    void begin(SessionParts sessionParts, Faces someFaces) {
        parts = sessionParts;
        faces = someFaces;
    }

    @Override
    public void room(String room) {
        process.plan(world.luck.between(0, 40), () -> turn(room, null));
    }

    @Override
    public void heard(String room) {
        process.plan(world.luck.between(0, 40), () -> turn(room, true));
    }

    @Override
    public void chores(Collection<Chore> list) {
        list.forEach(this::chore);
    }

    /** Chores are done in any order, some much later. */
    void chore(Chore chore) {
        var late = world.luck.percent(20) ? world.luck.between(100, 4_000) : world.luck.between(0, 50);
        process.plan(late, () -> work(chore));
    }

    /** Does it; when LiveKit cannot be asked, does the other thing. */
    void guarded(Runnable what, Runnable away) {
        try {
            what.run();
        } catch (LiveKitUnavailable | LiveKitRejected e) {
            away.run();
        }
    }

    private void turn(String room, @Nullable Boolean onlyHeard) {
        var turn = parts.steps().begin(room, onlyHeard);
        if (turn == null) return;
        try {
            steps(turn);
        } catch (LiveKitUnavailable | LiveKitRejected e) {
            parts.steps().postpone(turn, e);
        } catch (Exception e) {
            world.memory.violations.add("a turn of room " + room + " failed: " + e);
            parts.steps().fault(turn, e);
        }
        parts.steps().end(turn);
    }

    private void steps(Turn turn) {
        parts.steps().hear(turn);
        if (!turn.isLooking()) return;
        parts.steps().look(turn);
        parts.steps().advance(turn);
        if (turn.getNext() == Next.DISPATCH) dispatch(turn);
        if (turn.getNext() == Next.AVATAR) faces.start(turn);
    }

    private void dispatch(Turn turn) {
        var dispatching = parts.dispatching();
        if (dispatching.isCrowded()) dispatching.waitForRoom(turn);
        else guarded(() -> dispatching.dispatch(turn), () -> dispatching.unavailable(turn));
    }

    private void work(Chore chore) {
        try {
            switch (chore.kind()) {
                case END_CONVERSATION -> faces.end(chore);
                case DELETE_DISPATCH -> parts.chores().deleteDispatch(chore);
                case REMOVE_PARTICIPANT -> parts.chores().removeParticipant(chore);
                case TELL_AGENT -> parts.chores().tellAgent(chore);
            }
            parts.chores().done(chore);
        } catch (Exception e) {
            parts.chores().again(chore);
        }
    }
}
