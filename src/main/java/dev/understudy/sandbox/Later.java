package dev.understudy.sandbox;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** The one clockwork behind every simulator: two threads, no thread per participant, nothing in it may block. */
@Simulated
class Later implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Later.class);
    private static final int THREADS = 2;
    private final ScheduledThreadPoolExecutor clockwork = new ScheduledThreadPoolExecutor(THREADS, work -> {
        var thread = new Thread(work, "sandbox");
        thread.setDaemon(true);
        return thread;
    });

    Later() {
        clockwork.setRemoveOnCancelPolicy(true);
    }

    /** Does the work after the delay; it can be cancelled until then. */
    Future<?> in(Duration delay, Runnable work) {
        return clockwork.schedule(() -> quietly(work), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What it is o'clock in the simulated world, UTC ms. */
    long now() {
        return System.currentTimeMillis();
    }

    /** The same threads, for what completes asynchronously. */
    Executor executor() {
        return clockwork;
    }

    @Override
    public void destroy() {
        clockwork.shutdownNow();
    }

    /** An executor swallows what its tasks throw: say it instead. */
    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.error("a simulator stumbled", e);
        }
    }
}
