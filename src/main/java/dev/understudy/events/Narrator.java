package dev.understudy.events;

import dev.understudy.session.SessionChanged;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Has the store read for all listeners together: soon after a change of this node, and now and then for those of others. A
 * session's turn only rings a bell here and waits for nobody.
 */
@Component
class Narrator {
    private static final Logger log = LoggerFactory.getLogger(Narrator.class);
    private static final long SOON_MS = 20;
    /** Reading may take this part of the time, one in so many: under load listeners wait longer, not sessions. */
    private static final long SHARE = 5;

    private final Audience audience;
    private final Seats seats;
    private final Set<Listener> all = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean rung = new AtomicBoolean();
    private final ScheduledExecutorService thread;
    private volatile long tookMs;

    Narrator(Audience audience, Seats seats, EventSettings settings) {
        this.audience = audience;
        this.seats = seats;
        thread = Executors.unconfigurableScheduledExecutorService(one());
        var poll = settings.poll().toMillis();
        thread.scheduleWithFixedDelay(this::tellNews, poll, poll, TimeUnit.MILLISECONDS);
    }

    /**
     * Lets somebody listen, from that position on.
     *
     * @throws dev.understudy.common.Refused when there are too many
     */
    synchronized void admit(Listener listener, Position heard) {
        all.removeIf(Listener::isGone);
        seats.check(all, listener.who());
        all.add(listener);
        thread.execute(() -> safely(() -> audience.admit(listener, heard)));
    }

    @EventListener
    void on(SessionChanged changed) {
        if (all.isEmpty() || !rung.compareAndSet(false, true)) return;
        var wait = Math.max(SOON_MS, tookMs * (SHARE - 1));
        thread.schedule(this::tellNews, wait, TimeUnit.MILLISECONDS);
    }

    /**
     * Before the web server waits for its open requests to end: these would not. The management port's context closes after ours
     * and tells us so as well.
     */
    @EventListener(ContextClosedEvent.class)
    void close() {
        if (thread.isShutdown()) return;
        thread.execute(audience::dismiss);
        thread.shutdown();
    }

    private void tellNews() {
        rung.set(false);
        var began = System.nanoTime();
        safely(audience::tellNews);
        tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    /** The store may be away for a while; the next look finds what this one missed. */
    private static void safely(Runnable work) {
        try {
            work.run();
        } catch (DataAccessException e) {
            log.warn("events cannot be read now: {}", e.getClass().getSimpleName());
        }
    }

    private static ScheduledThreadPoolExecutor one() {
        var executor = new ScheduledThreadPoolExecutor(1, work -> {
            var thread = new Thread(work, "events");
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }
}
