package dev.understudy.livekit;

import dev.understudy.common.BucketTime;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;

/**
 * The calls that may be made now: they grow back evenly, and a quarter of a minute's may come at once, so that no minute sees more than
 * five quarters of the limit (of 800 the 1,000 of LiveKit Cloud). Heartbeats have a third of it, in a bucket of their own.
 */
final class Buckets {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int LEAST = 4;
    private final int limit;
    private final int full;
    private final Bucket all;
    private final Bucket beats;

    Buckets(int limit, Clock clock) {
        this.limit = limit;
        full = Math.max(LEAST, limit / 4);
        var third = Math.max(1, limit / 3);
        all = bucket(full, limit, clock);
        beats = bucket(Math.max(1, third / 4), third, clock);
    }

    int limit() {
        return limit;
    }

    /**
     * Takes one; or says in how long there would be one, which is zero when it was taken.
     *
     * @param needed how many have to be there, so that what this call begins can be finished
     */
    Duration take(CallClass urgency, int needed) {
        var missing = Math.max(urgency.reserve(full) + 1, needed) - all.getAvailableTokens();
        if (missing > 0) return MINUTE.multipliedBy(missing).dividedBy(limit);
        if (urgency == CallClass.BEAT) {
            var beat = beats.tryConsumeAndReturnRemaining(1);
            if (!beat.isConsumed()) return Duration.ofNanos(beat.getNanosToWaitForRefill());
        }
        all.tryConsume(1);
        return Duration.ZERO;
    }

    /** How many heartbeats may go now. */
    int beats() {
        var room = all.getAvailableTokens() - CallClass.BEAT.reserve(full);
        return (int) Math.max(0, Math.min(room, beats.getAvailableTokens()));
    }

    /** LiveKit has less for us than we thought: what grows back is all that there is. */
    void drain() {
        all.tryConsumeAsMuchAsPossible();
    }

    private static Bucket bucket(int most, int perMinute, Clock clock) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(perMinute, MINUTE))
                .withCustomTimePrecision(new BucketTime(clock))
                .build();
    }
}
