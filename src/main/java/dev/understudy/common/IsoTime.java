package dev.understudy.common;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as every answer and every event writes them: ISO-8601, UTC, always with three digits of milliseconds. */
public final class IsoTime {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private IsoTime() {}

    /** Of UTC ms. */
    public static String of(long at) {
        return MILLISECONDS.format(Instant.ofEpochMilli(at));
    }
}
