package dev.understudy.metrics;

import dev.understudy.rotation.RotationClosed;
import dev.understudy.rotation.RotationState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Counts how rotations end, on the node that closed them; all series are there from the start, at 0. */
@Component
class RotationCounts {
    private final MeterRegistry meters;

    RotationCounts(MeterRegistry meters) {
        this.meters = meters;
        for (var state : RotationState.values()) if (state != RotationState.RUNNING) counter(state);
    }

    @EventListener
    void on(RotationClosed closed) {
        counter(closed.state()).increment();
    }

    private Counter counter(RotationState state) {
        return Counter.builder(Meters.ROTATIONS).tag("result", state.code()).register(meters);
    }
}
