package dev.understudy.livekit;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How many calls this node may make: LiveKit Cloud answers 429 above 1,000 a minute of a project. A bucket from which the less urgent
 * classes take only what leaves enough for the more urgent ones; after a 429 the lower two stand still for as long as LiveKit says.
 */
@Component
public class LiveKitBudget {
    private static final Duration LONGEST_HALT = Duration.ofMinutes(1);
    private static final Duration SHORTEST_HALT = Duration.ofSeconds(2);
    private final CallsPerMinute calls;
    private final Clock clock;
    private final LastMinute made = new LastMinute();
    private final LastMinute refused = new LastMinute();
    private int nodes = 1;
    private @Nullable Buckets buckets;
    private long haltedUntil;

    /** Has all that is configured until it is told of other nodes. */
    public LiveKitBudget(BudgetSettings settings, Clock clock) {
        this.calls = settings.calls();
        this.clock = clock;
        buckets = calls.share(nodes).map(limit -> new Buckets(limit, clock)).orElse(null);
    }

    /** So many nodes call the same LiveKit: each may have its part. */
    public synchronized void sharedBy(int count) {
        if (count == nodes) return;
        nodes = count;
        buckets = calls.share(nodes).map(limit -> new Buckets(limit, clock)).orElse(null);
        if (buckets != null) buckets.drain();
    }

    /** How many calls a minute this node may make; empty when as many as it likes. */
    public synchronized Optional<Integer> limit() {
        return buckets == null ? Optional.empty() : Optional.of(buckets.limit());
    }

    /** How many were made within the last minute. */
    public synchronized int used() {
        return made.sum(second());
    }

    /** How many LiveKit answered with 429 within the last minute: others may use up the same project's limit. */
    public synchronized int refusals() {
        return refused.sum(second());
    }

    /** How many heartbeats may go now. */
    public synchronized int beats() {
        if (clock.millis() < haltedUntil) return 0;
        return buckets == null ? Integer.MAX_VALUE : buckets.beats();
    }

    /** Takes a call out of it and gives zero; or says how long to wait, and nothing is taken. */
    Duration take(CallClass urgency) {
        return take(urgency, 1);
    }

    /** The same for a call with which something begins that needs so many calls in all, and would begin again if it found fewer. */
    synchronized Duration take(CallClass urgency, int needed) {
        var halted = haltedUntil - clock.millis();
        if (halted > 0 && urgency.compareTo(CallClass.LOOK) >= 0) return Duration.ofMillis(halted);
        var wait = buckets == null ? Duration.ZERO : buckets.take(urgency, needed);
        if (wait.isZero()) made.add(second());
        return wait.isZero() ? wait : atLeast(wait, least(urgency));
    }

    /** LiveKit answered 429; gives the time for which that call is not to be tried again. */
    synchronized Duration refused(Duration retryAfter) {
        refused.add(second());
        var time = atLeast(retryAfter, SHORTEST_HALT);
        if (time.compareTo(LONGEST_HALT) > 0) time = LONGEST_HALT;
        haltedUntil = Math.max(haltedUntil, clock.millis() + time.toMillis());
        if (buckets != null) buckets.drain();
        return time;
    }

    /** Nobody gains by asking the bucket again and again. */
    private static Duration least(CallClass urgency) {
        return switch (urgency) {
            case WAIT -> Duration.ofMillis(250);
            case LEAVE -> Duration.ofSeconds(1);
            case LOOK, BEAT -> Duration.ofSeconds(2);
        };
    }

    private static Duration atLeast(Duration time, Duration least) {
        return time.compareTo(least) < 0 ? least : time;
    }

    private long second() {
        return clock.millis() / 1_000;
    }
}
