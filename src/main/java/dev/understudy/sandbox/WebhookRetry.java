package dev.understudy.sandbox;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When livekit-server tries a webhook again (measured on 1.13.5): no connection, 429 and 5xx but 501, after 1, 2, 4 and 8 s
 * or after what Retry-After says; everything else counts as delivered, a 401 and a 302 too.
 */
final class WebhookRetry {
    /** No answer came. */
    static final int NO_ANSWER = 0;

    private static final int RETRIES = 4;
    private static final int TOO_MANY = 429;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int UNAVAILABLE = 503;
    private static final int SERVER_ERRORS = 500;

    private WebhookRetry() {}

    /** How many seconds to wait after so many retries; empty when this was the last try. */
    static Optional<Duration> after(int retries, int status, @Nullable String retryAfter, Duration second) {
        if (retries >= RETRIES || !again(status)) return Optional.empty();
        return Optional.of(second.multipliedBy(seconds(retries, status, retryAfter)));
    }

    private static boolean again(int status) {
        return status == NO_ANSWER || status == TOO_MANY || status >= SERVER_ERRORS && status != NOT_IMPLEMENTED;
    }

    private static long seconds(int retries, int status, @Nullable String retryAfter) {
        boolean mayTell = status == TOO_MANY || status == UNAVAILABLE;
        if (mayTell && retryAfter != null && retryAfter.matches("\\d{1,6}")) return Long.parseLong(retryAfter);
        return 1L << retries;
    }
}
