package dev.understudy.host;

import java.time.Duration;

/**
 * A moment that something has to be over at.
 *
 * @param nanos by {@link System#nanoTime}
 */
record Until(long nanos) {
    /** So long from now. */
    static Until in(Duration time) {
        return new Until(System.nanoTime() + time.toNanos());
    }

    /** How long until then; a millisecond at least, as nothing stands for "for ever" at MINA. */
    Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, nanos - System.nanoTime()));
    }

    /** Whether it has passed. */
    boolean isOver() {
        return System.nanoTime() - nanos >= 0;
    }
}
