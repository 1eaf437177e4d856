package dev.understudy.metrics;

import dev.understudy.smoke.Finding;
import dev.understudy.smoke.Line;
import dev.understudy.smoke.Outcome;
import dev.understudy.smoke.RunState;
import dev.understudy.smoke.SmokeClosed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Counts smoke checks and times their lines, on the node that closed them; all series are there from the start, at 0. */
@Component
class SmokeCounts {
    private final MeterRegistry meters;

    SmokeCounts(MeterRegistry meters) {
        this.meters = meters;
        for (var state : RunState.values()) if (state != RunState.RUNNING) runs(state);
        for (var line : Line.values()) timer(line);
    }

    @EventListener
    void on(SmokeClosed closed) {
        runs(closed.run().state()).increment();
        closed.run().findings().stream()
                .filter(finding -> finding.outcome() == Outcome.PASSED)
                .forEach(this::time);
    }

    private void time(Finding finding) {
        timer(finding.line()).record(Duration.ofMillis(finding.ms()));
    }

    private Counter runs(RunState state) {
        return Counter.builder(Meters.SMOKE_RUNS).tag("state", state.code()).register(meters);
    }

    private Timer timer(Line line) {
        return Timer.builder(Meters.SMOKE_LINE)
                .tag("line", line.code())
                .serviceLevelObjectives(Meters.SECONDS)
                .register(meters);
    }
}
