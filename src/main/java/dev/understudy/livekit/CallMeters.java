package dev.understudy.livekit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** The calls to LiveKit as numbers: by class and outcome, what was put off, and what is left. */
@Component
public class CallMeters {
    private final MeterRegistry meters;

    /** Counts there, and shows what is left of that budget. */
    public CallMeters(MeterRegistry meters, LiveKitBudget budget) {
        this.meters = meters;
        Gauge.builder("understudy.livekit.budget.left", budget, CallMeters::left)
                .register(meters);
    }

    void answered(CallClass urgency, int status) {
        count(urgency, outcome(status));
    }

    void failed(CallClass urgency) {
        count(urgency, "failed");
    }

    void putOff(CallClass urgency) {
        meters.counter("understudy.livekit.calls.put.off", "class", urgency.code())
                .increment();
    }

    private void count(CallClass urgency, String outcome) {
        meters.counter("understudy.livekit.calls", "class", urgency.code(), "outcome", outcome)
                .increment();
    }

    private static String outcome(int status) {
        if (status == 429) return "limited";
        if (status >= 500) return "unavailable";
        return status < 300 ? "answered" : "rejected";
    }

    private static double left(LiveKitBudget budget) {
        return budget.limit()
                .map(limit -> (double) Math.max(0, limit - budget.used()))
                .orElse(Double.NaN);
    }
}
