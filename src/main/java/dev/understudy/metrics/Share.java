package dev.understudy.metrics;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The share of good ones among what happened lately: in the last 10 minutes, the last 1000 of them. */
final class Share {
    private static final long LATELY_MS = Duration.ofMinutes(10).toMillis();
    private static final int MOST = 1000;
    private final Deque<Seen> seen = new ArrayDeque<>();
    private final Clock clock;

    Share(Clock clock) {
        this.clock = clock;
    }

    private record Seen(long at, boolean good) {}

    synchronized void add(boolean good) {
        if (seen.size() == MOST) seen.removeFirst();
        seen.addLast(new Seen(clock.millis(), good));
    }

    /** From 0 to 1; NaN when nothing happened. */
    synchronized double value() {
        var from = clock.millis() - LATELY_MS;
        while (!seen.isEmpty() && seen.getFirst().at() < from) seen.removeFirst();
        if (seen.isEmpty()) return Double.NaN;
        return seen.stream().filter(Seen::good).count() / (double) seen.size();
    }
}
