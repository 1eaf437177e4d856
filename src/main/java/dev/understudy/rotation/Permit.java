package dev.understudy.rotation;

import dev.understudy.common.Secret;
import dev.understudy.host.Command;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Why we may work on a host.
 *
 * @param before is asked before each command, and may shorten its time, or throw
 * @param tried the key that is only tried and kept nowhere; null in a rotation, whose key is kept
 */
record Permit(UnaryOperator<Command> before, @Nullable Secret tried) {
    /** As long as the rotation is ours. */
    static Permit of(Rotation rotation, Steps steps) {
        return new Permit(
                command -> {
                    steps.hold(new Run(rotation));
                    return command;
                },
                null);
    }

    /** A visit beside every rotation: nothing is held or written, and each command has to fit in the time that there is. */
    static Permit visit(VisitTime time, @Nullable Secret tried) {
        return new Permit(time, tried);
    }

    /** The key that is only tried. */
    Optional<Secret> key() {
        return Optional.ofNullable(tried);
    }
}
