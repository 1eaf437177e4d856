package dev.understudy.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What the world measures of the application, in microseconds and with one clock: its own. Only while it is told to. */
@Component
@Profile("bench")
class BenchTimes {
    private static final int DIGITS = 3;
    private final Histogram webhooks = new ConcurrentHistogram(DIGITS);
    private final Histogram agentToTavus = new ConcurrentHistogram(DIGITS);
    private final Map<String, Long> agentToldAt = new ConcurrentHashMap<>();
    private volatile boolean on;

    /** Percentiles in milliseconds. */
    record Shape(long count, double p50, double p99) {
        static Shape of(Histogram times) {
            return new Shape(times.getTotalCount(), ms(times, 50), ms(times, 99));
        }

        private static double ms(Histogram times, double percentile) {
            return times.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    void start() {
        webhooks.reset();
        agentToTavus.reset();
        on = true;
    }

    void stop() {
        on = false;
    }

    Shape webhooks() {
        return Shape.of(webhooks);
    }

    Shape agentToTavus() {
        return Shape.of(agentToTavus);
    }

    /** A webhook was answered; from the first byte sent to the answer. */
    void answered(long sentAt) {
        if (on) webhooks.recordValue(micros(sentAt));
    }

    /** The webhook that tells of the agent's joining is being sent. */
    void agentTold(String room, long now) {
        agentToldAt.putIfAbsent(room, now);
    }

    /** Tavus was asked for that room. Asked before the webhook was sent (the room had been looked at): no time at all. */
    void tavusAsked(String room) {
        var told = agentToldAt.put(room, Long.MAX_VALUE);
        if (on) agentToTavus.recordValue(told == null ? 0 : micros(told));
    }

    void forget(String room) {
        agentToldAt.remove(room);
    }

    private static long micros(long since) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - since));
    }
}
