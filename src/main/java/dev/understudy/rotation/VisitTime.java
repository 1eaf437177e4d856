package dev.understudy.rotation;

import dev.understudy.host.Command;
import dev.understudy.rotation.Setback.Unsure;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * How long somebody waits for what is done on a host beside every rotation: no command may take longer than what is left.
 *
 * @param clock by which it passes
 * @param until UTC ms
 */
record VisitTime(Clock clock, long until) implements UnaryOperator<Command> {
    /** On one host, besides the time of connecting. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    /** From now on. */
    static VisitTime from(Clock clock) {
        return new VisitTime(clock, clock.millis() + LIMIT.toMillis());
    }

    @Override
    public Command apply(Command command) {
        var left = Duration.ofMillis(until - clock.millis());
        if (left.isNegative() || left.isZero()) throw new Unsure("it takes longer than " + LIMIT.toSeconds() + " s");
        var own = command.timeout();
        return command.within(own != null && own.compareTo(left) < 0 ? own : left);
    }
}
