package dev.understudy.metrics;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.understudy.alert.Alert;
import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import dev.understudy.alert.DeliveryTried;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The alerts that last in the store, looked up at most once a second, and how this node's telling of them went. */
@Component
class AlertSeries {
    private static final long FRESH_MS = 1_000;
    private final Alerts alerts;
    private final MeterRegistry meters;
    private final Clock clock;
    private volatile Counted counted = new Counted(Long.MIN_VALUE / 2, Map.of());

    AlertSeries(Alerts alerts, MeterRegistry meters, Clock clock) {
        this.alerts = alerts;
        this.meters = meters;
        this.clock = clock;
        for (var kind : AlertKind.values())
            Gauge.builder(Meters.ALERTS_OPEN, () -> open(kind))
                    .tag("kind", kind.code())
                    .register(meters);
        for (var receiver : List.of("webhook", "mail"))
            for (var result : List.of("delivered", "failed", "dead")) counter(new DeliveryTried(receiver, result));
    }

    private record Counted(long at, @Nullable Map<AlertKind, Long> kinds) {}

    @EventListener
    void on(DeliveryTried tried) {
        counter(tried).increment();
    }

    /** NaN when the store does not answer. */
    private double open(AlertKind kind) {
        if (clock.millis() - counted.at() >= FRESH_MS) counted = new Counted(clock.millis(), read());
        var kinds = counted.kinds();
        return kinds == null ? Double.NaN : kinds.getOrDefault(kind, 0L);
    }

    private @Nullable Map<AlertKind, Long> read() {
        try {
            return alerts.open().stream().collect(groupingBy(Alert::kind, counting()));
        } catch (DataAccessException e) {
            return null;
        }
    }

    private Counter counter(DeliveryTried tried) {
        return Counter.builder(Meters.ALERT_DELIVERIES)
                .tag("receiver_kind", tried.receiverKind())
                .tag("result", tried.result())
                .register(meters);
    }
}
