package dev.understudy.sandbox;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * How many calls a project may make within any minute: LiveKit Cloud answers more with 429 (its docs, quotas and limits). How it counts
 * and what it says is not documented; refused calls do not count here, and Retry-After says when the oldest one is a minute old.
 */
@Simulated
class FakeQuota {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private final ArrayDeque<Long> taken = new ArrayDeque<>();
    private int most;

    FakeQuota(SandboxSettings settings) {
        most = settings.livekitCallsPerMinute();
    }

    /** From now on so many, counted anew; 0 is no limit. */
    synchronized void set(int callsPerMinute) {
        most = callsPerMinute;
        taken.clear();
    }

    /** Counts a call and gives 0; or gives after how many seconds the next one has a chance. */
    synchronized long take() {
        if (most == 0) return 0;
        var now = System.nanoTime();
        while (!taken.isEmpty() && now - taken.peekFirst() >= MINUTE) taken.removeFirst();
        if (taken.size() >= most) return TimeUnit.NANOSECONDS.toSeconds(taken.peekFirst() + MINUTE - now) + 1;
        taken.addLast(now);
        return 0;
    }
}
