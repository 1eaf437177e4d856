package dev.understudy.workerlog;

import dev.understudy.host.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A line of a container's log. It may quote a key: it is neither kept nor told, only its class and its time are.
 *
 * @param at when Docker took it, with nanoseconds, by the host's clock
 * @param text without that
 */
public record TimedLine(Instant at, String text) {
    private static final int LETTERS = 12;
    /** The most of a line that is looked at, so that half a line and the whole of it are told to be the same. */
    static final int MOST = 2_048;

    /** Tells lines of the same time apart. */
    public String hash() {
        var head = text.length() > MOST ? text.substring(0, MOST) : text;
        return Sha256.hex((at + " " + head).getBytes(StandardCharsets.UTF_8)).substring(0, LETTERS);
    }

    @Override
    public String toString() {
        return "a line of " + at;
    }
}
