package dev.understudy.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** The world's clockwork, which notes all waits, and keeps what is an hour away until the test says that the hour is over. */
final class Clockwork extends Later {
    private static final Duration FAR = Duration.ofHours(1);
    private final Queue<FutureTask<?>> far = new ConcurrentLinkedQueue<>();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private volatile Duration passed = Duration.ZERO;

    @Override
    Future<?> in(Duration delay, Runnable work) {
        waits.add(delay);
        if (delay.compareTo(FAR) < 0) return super.in(delay, work);
        var task = new FutureTask<>(work, null);
        far.add(task);
        return task;
    }

    @Override
    long now() {
        return super.now() + passed.toMillis();
    }

    /** Whether anything is an hour away. */
    boolean hasTime() {
        return !far.isEmpty();
    }

    /** What is an hour away, or further, is due, and done on return. */
    void anHourPasses() {
        passed = passed.plus(FAR);
        var due = List.copyOf(far);
        far.removeAll(due);
        due.forEach(FutureTask::run);
    }

    /** How long everything was to wait that has been put off until now. */
    List<Duration> waits() {
        return List.copyOf(waits);
    }
}
