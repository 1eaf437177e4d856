package dev.understudy.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is done about events from time to time: the forgotten ones are brought up again, the old ones let go. */
@Component("webhookCare")
public class WebhookCare {
    private static final Duration OVERDUE = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int MOST_ROOMS = 500;
    private final Webhooks webhooks;
    private final Clock clock;

    /** Cares for these. */
    public WebhookCare(Webhooks webhooks, Clock clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** Rooms whose events wait for longer than a nudge takes: their nudge was lost, or its node is gone. */
    public List<String> overdue() {
        return webhooks.roomsWaiting(clock.millis() - OVERDUE.toMillis(), MOST_ROOMS);
    }

    /** Forgets events that were worked on a day ago; LiveKit's retries end after 15 s (measured on 1.13.5). */
    public int forget() {
        return webhooks.forget(clock.millis() - KEPT.toMillis());
    }
}
