package dev.understudy.metrics;

import dev.understudy.session.Health;
import dev.understudy.session.SessionState;
import dev.understudy.tavus.TavusBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The numbers that are looked up when somebody asks. */
@Component
class Gauges implements MeterBinder {
    private static final List<String> ENDING_FROM = List.of(OpenSessions.NO_MODE, "audio", "video");
    private final OpenSessions open;
    private final Rates rates;
    private final Health livekit;
    private final TavusBreaker breaker;

    Gauges(OpenSessions open, Rates rates, Health livekit, TavusBreaker breaker) {
        this.open = open;
        this.rates = rates;
        this.livekit = livekit;
        this.breaker = breaker;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge(Meters.JOIN_RATE, rates::joinRate).register(meters);
        gauge(Meters.TAVUS_SUCCESS_RATE, rates::tavusSuccessRate).register(meters);
        gauge(Meters.LIVEKIT_UP, () -> livekit.isUp() ? 1 : 0).register(meters);
        gauge(Meters.CIRCUIT_STATE, breaker::level).register(meters);
        for (var state : SessionState.values()) if (state.isOpen()) sessions(meters, state);
    }

    private void sessions(MeterRegistry meters, SessionState state) {
        for (var mode : modes(state))
            gauge(Meters.SESSIONS_OPEN, () -> open.count(state.name(), mode))
                    .tag("state", state.name())
                    .tag("mode", mode)
                    .register(meters);
    }

    private static List<String> modes(SessionState state) {
        return switch (state) {
            case AUDIO, VIDEO_STARTING -> List.of("audio");
            case VIDEO -> List.of("video");
            case ENDING -> ENDING_FROM;
            default -> List.of(OpenSessions.NO_MODE);
        };
    }

    private static Gauge.Builder<Supplier<Number>> gauge(String name, Supplier<Number> value) {
        return Gauge.builder(name, value).strongReference(true);
    }
}
