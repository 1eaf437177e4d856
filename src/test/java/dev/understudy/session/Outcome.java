package dev.understudy.session;

import java.util.List;
import java.util.Objects;

/** What came of a step, as tests read it. */
final class Outcome {
    private Outcome() {}

    /** Its chores: kind and target. */
    static List<String> chores(Change change) {
        return change.chores().stream().map(c -> c.kind() + " " + c.target()).toList();
    }

    /** When the session is due, UTC ms. */
    static long due(Session session) {
        return Objects.requireNonNull(session.stamps().dueAt());
    }
}
