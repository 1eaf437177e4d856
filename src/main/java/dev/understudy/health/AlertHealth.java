package dev.understudy.health;

import dev.understudy.alert.Alert;
import dev.understudy.alert.Alerts;
import dev.understudy.common.IsoTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * What hurts users now, in words and without names: anybody may ask for our health. It never makes the whole DOWN, since to be started
 * anew would help nobody.
 */
@Component("usersHealthIndicator")
class AlertHealth implements HealthIndicator {
    private final Alerts alerts;

    AlertHealth(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public Health health() {
        var hurts = open().flatMap(alert -> words(alert).stream()).distinct().toList();
        return hurts.isEmpty() ? Reachable.good() : Reachable.not(String.join("; ", hurts));
    }

    /** That the store does not answer is its own indicator's to say. */
    private Stream<Alert> open() {
        try {
            return alerts.open().stream();
        } catch (DataAccessException e) {
            return List.<Alert>of().stream();
        }
    }

    private static Optional<String> words(Alert alert) {
        return alert.kind().words().map(words -> words + ", since " + IsoTime.of(alert.raisedAt()));
    }
}
