package dev.understudy.rotation;

import dev.understudy.common.Problem;
import dev.understudy.host.HostTrouble;
import dev.understudy.rotation.Setback.PersonNeeded;
import dev.understudy.rotation.Setback.StepFailed;
import java.util.Optional;

/** What may be told of a failure: our own words as they are, of all others only the kind. */
final class Told {
    private Told() {}

    static String of(Throwable failure) {
        var ours = failure instanceof HostTrouble || failure instanceof Setback;
        var message = failure.getMessage();
        return ours && message != null ? message : failure.getClass().getSimpleName();
    }

    /** The problem that one of our own failures is, be it the cause of another; empty when none is. */
    static Optional<Problem> problem(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StepFailed failed) return Optional.of(failed.problem());
            if (cause instanceof PersonNeeded person) return Optional.of(person.problem());
        }
        return Optional.empty();
    }
}
