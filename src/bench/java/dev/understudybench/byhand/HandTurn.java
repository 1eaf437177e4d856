package dev.understudybench.byhand;

import dev.understudy.livekit.RoomView;
import dev.understudybench.byhand.HandSession.Chore;
import dev.understudybench.byhand.HandSession.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one turn has seen, and what it wants written. */
final class HandTurn {
    final RoomView view;
    final List<String> heard;
    final long now;
    final List<Line> lines = new ArrayList<>();
    final List<Chore> chores = new ArrayList<>();

    /** {@code dispatch}, {@code avatar} or null: what is to be done under the lease. */
    @Nullable
    String next;

    HandTurn(RoomView view, List<String> heard, long now) {
        this.view = view;
        this.heard = heard;
        this.now = now;
    }

    boolean isNothing() {
        return next == null && lines.isEmpty() && chores.isEmpty();
    }

    long leaseUntil() {
        return next == null ? 0 : now + 30_000;
    }

    void to(HandSession session, String state, String event) {
        session.state = state;
        note(session, event);
    }

    void note(HandSession session, String event) {
        lines.add(new Line(event, session.state, session.reason));
    }

    void chore(HandSession session, String kind, String target) {
        chores.add(new Chore(UUID.randomUUID().toString(), session.id, session.room, kind, target, 0));
    }

    void tell(HandSession session) {
        session.data.epoch++;
        session.data.toldAt = now;
        session.data.acknowledged = false;
        chore(session, "TELL_AGENT", Long.toString(session.data.epoch));
    }
}
