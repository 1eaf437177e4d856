package dev.understudy.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.stereotype.Component;

/** The series of webhooks that are counted where they come in, there from the start. */
@Component
class WebhookSeries implements MeterBinder {
    private static final List<String> EVENTS = List.of(
            "room_started",
            "room_finished",
            "participant_joined",
            "participant_left",
            "participant_connection_aborted",
            "track_published",
            "track_unpublished",
            "other");
    private static final List<String> RESULTS = List.of("stored", "duplicate", "not_stored");

    @Override
    public void bindTo(MeterRegistry meters) {
        for (var event : EVENTS) for (var result : RESULTS) register(meters, event, result);
        register(meters, "other", "refused");
        register(meters, "other", "malformed");
    }

    private static void register(MeterRegistry meters, String event, String result) {
        meters.counter(Meters.WEBHOOKS, "event", event, "result", result);
    }
}
