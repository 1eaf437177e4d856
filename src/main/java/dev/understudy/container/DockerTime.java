package dev.understudy.container;

import java.time.DateTimeException;
import java.time.Instant;

/** A time as Docker writes it (RFC 3339): years have four digits. Java knows further ones, which cannot be counted in milliseconds. */
public final class DockerTime {
    private DockerTime() {}

    /**
     * Reads it.
     *
     * @throws DateTimeException for anything else
     */
    public static Instant parse(String text) {
        if (text.startsWith("+") || text.startsWith("-")) throw new DateTimeException("no year of four digits");
        return Instant.parse(text);
    }
}
