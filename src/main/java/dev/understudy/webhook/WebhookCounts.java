package dev.understudy.webhook;

import dev.understudy.common.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts events by name and by what became of them: {@code understudy_webhooks_total{event,result}}. */
@Component
public class WebhookCounts {
    private final MeterRegistry meters;
    private final RefusalLog refusals;

    /** Counts here, and lets refusals be heard. */
    public WebhookCounts(MeterRegistry meters, RefusalLog refusals) {
        this.meters = meters;
        this.refusals = refusals;
    }

    /** What never became an event has no name of its own. */
    void refused(String result, Refused refused) {
        count("other", result);
        refusals.add(refused);
    }

    void count(String event, String result) {
        meters.counter("understudy.webhooks", "event", event, "result", result).increment();
    }
}
