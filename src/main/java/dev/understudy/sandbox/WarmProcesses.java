package dev.understudy.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;

/** A worker's pool of processes: a job beyond the warm ones waits for a new process, one started after the other (1.4 s). */
final class WarmProcesses {
    private static final long START = Duration.ofMillis(1400).toNanos();
    private final boolean limited;
    private final ArrayDeque<Long> readyAt = new ArrayDeque<>();
    private long lastStarted = System.nanoTime();

    WarmProcesses(int warm) {
        limited = warm > 0;
        for (int i = 0; i < warm; i++) readyAt.add(lastStarted);
    }

    /** Takes one for a job, and starts its successor: how long the job has to wait for it. */
    synchronized Duration take() {
        if (!limited) return Duration.ZERO;
        long now = System.nanoTime();
        lastStarted = Math.max(now, lastStarted) + START;
        readyAt.add(lastStarted);
        return Duration.ofNanos(Math.max(0, readyAt.remove() - now));
    }
}
