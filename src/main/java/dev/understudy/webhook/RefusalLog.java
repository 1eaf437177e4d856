package dev.understudy.webhook;

import dev.understudy.common.Refused;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Says that webhooks are being refused, at most once a minute: LiveKit logs a 401 as delivered (measured on 1.13.5), so a
 * mixed-up key would show nowhere else, and a stranger must not be able to fill the log.
 */
@Component
public class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final long PAUSE_MS = Duration.ofMinutes(1).toMillis();
    private final Clock clock;
    private final AtomicLong quietUntil = new AtomicLong();

    /** Counts the minute by this clock. */
    public RefusalLog(Clock clock) {
        this.clock = clock;
    }

    void add(Refused refused) {
        var now = clock.millis();
        var quiet = quietUntil.get();
        if (now >= quiet && quietUntil.compareAndSet(quiet, now + PAUSE_MS))
            LOG.warn("a webhook was refused: {}", refused.problem().detail());
    }
}
