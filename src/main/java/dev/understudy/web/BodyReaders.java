package dev.understudy.web;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import java.util.HashMap;
import java.util.Map;

/**
 * The few places of callers whose bodies we wait for. Each takes a thread of the server as long as it likes to, so that without
 * a bound some two hundred of them, a byte every few seconds, would be all that the server does.
 */
final class BodyReaders {
    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> waiting = new HashMap<>();
    private int all;

    /** So many at once, and so many of one address. */
    BodyReaders(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** A place, until it is closed. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes one for a caller of this address.
     *
     * @throws Refused 503 {@code too-many-slow-bodies} when all are taken
     */
    synchronized Place enter(String address) {
        if (all >= most || waiting.getOrDefault(address, 0) >= mostOfOne) throw full();
        all++;
        waiting.merge(address, 1, Integer::sum);
        return () -> leave(address);
    }

    private synchronized void leave(String address) {
        all--;
        waiting.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    private static Refused full() {
        return Problem.of(
                        503,
                        "too-many-slow-bodies",
                        "Too many callers are slow",
                        "So many bodies are being waited for that yours is not; send it again, in one go.")
                .refused();
    }
}
