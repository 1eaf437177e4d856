package dev.understudy.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * How long a write waits while another process holds SQLite's lock: half a second. All of this process stand in line for the one
 * connection, so after a wait that was in vain the next ones do not wait again: each gets its answer at once, until the lock is
 * free.
 */
final class LockWait extends BusyHandler {
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(500);
    /** So long after a wait in vain the next one is not begun. */
    private static final long MEMORY = TimeUnit.SECONDS.toNanos(10);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int GIVE_UP = 0;
    private static final int TRY_AGAIN = 1;

    private long since;
    private boolean inVain;
    private long inVainAt;

    /** SQLite asks whether to try once more; it has asked so often for this statement. */
    @Override
    protected int callback(int times) {
        var now = System.nanoTime();
        if (times == 0) since = now;
        var remembered = inVain && now - inVainAt < MEMORY;
        if (remembered || now - since >= PATIENCE || Thread.currentThread().isInterrupted()) {
            inVain = true;
            inVainAt = now;
            return GIVE_UP;
        }
        LockSupport.parkNanos(PAUSE);
        return TRY_AGAIN;
    }
}
