package dev.understudy.limits;

import dev.understudy.common.BucketTime;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How often each of many callers has come within the last minute, each let through as often as the limit says. */
final class Rates {
    /** The callers that are remembered; of more the one that was away the longest starts anew. */
    private static final int MOST = 20_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final Limit limit;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    Rates(Limit limit, Clock clock) {
        this.limit = limit;
        time = new BucketTime(clock);
    }

    /** Lets the caller through, or says after how many seconds it may come again: 0 when it is let through. */
    long take(String caller) {
        if (limit.isNone()) return 0;
        if (limit.most() == 0) return MINUTE.toSeconds();
        var probe = bucket(caller).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) return 0;
        return TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
    }

    private synchronized Bucket bucket(String caller) {
        return buckets.computeIfAbsent(caller, any -> Bucket.builder()
                .addLimit(all -> all.capacity(limit.most()).refillGreedy(limit.most(), MINUTE))
                .withCustomTimePrecision(time)
                .build());
    }
}
