package dev.understudy.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts events by name and by what became of them: {@code understudy_webhooks_total{event,result}}. */
@Component
public class WebhookCounts {
    private final MeterRegistry meters;

    /** Counts here. */
    public WebhookCounts(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(String event, String result) {
        meters.counter("understudy.webhooks", "event", event, "result", result).increment();
    }
}
