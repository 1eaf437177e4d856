package dev.understudy.alert;

import static dev.understudy.alert.AlertKind.KEY_LIMITED;
import static dev.understudy.alert.AlertKind.SITE_DOWN;
import static dev.understudy.alert.AlertKind.TAVUS_KEY_REJECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.fixtures.AtOnce;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is wrong is raised once, counted while it lasts, and cleared; whoever is to be told is told both once. */
class AlertsTest {
    private final ManualClock clock = new ManualClock(1_000_000);
    private final List<String> told = new CopyOnWriteArrayList<>();

    @BothDatabases
    void itIsRaisedOnceAndCountedWhileItLasts(Dialect dialect) {
        var alerts = alerts(BothDatabases.Shared.empty(dialect));
        alerts.raise(TAVUS_KEY_REJECTED, "current", "HTTP 401");
        clock.pass(Duration.ofSeconds(3));
        alerts.raise(TAVUS_KEY_REJECTED, "current", "HTTP 403", 3);
        alerts.raise(TAVUS_KEY_REJECTED, "standby", "HTTP 401");
        assertThat(alerts.open()).hasSize(2);
        var first = alerts.open().get(1);
        assertThat(first.count()).isEqualTo(4);
        assertThat(first.detail()).isEqualTo("HTTP 403");
        assertThat(first.seenAt() - first.raisedAt()).isEqualTo(3_000);
        assertThat(alerts.find(first.id())).contains(first);
        assertThat(told).containsExactly("raised current 1", "raised standby 1");
    }

    @BothDatabases
    void clearedItIsOverAndMayBeRaisedAnew(Dialect dialect) {
        var alerts = alerts(BothDatabases.Shared.empty(dialect));
        alerts.clear(SITE_DOWN, "site");
        alerts.raise(SITE_DOWN, "site", "HTTP 502", 2);
        clock.pass(Duration.ofSeconds(1));
        alerts.clear(SITE_DOWN, "site");
        alerts.clear(SITE_DOWN, "site");
        assertThat(alerts.open()).isEmpty();
        assertThat(alerts.newest(5).get(0).clearedAt()).isEqualTo(1_001_000);
        clock.pass(Duration.ofSeconds(1));
        alerts.raise(SITE_DOWN, "site", "HTTP 502");
        assertThat(alerts.newest(5)).hasSize(2);
        assertThat(told).containsExactly("raised site 2", "cleared site 2", "raised site 1");
    }

    @BothDatabases
    void ofSeveralNodesThatSeeItAtOnceOneTells(Dialect dialect) {
        var database = BothDatabases.Shared.empty(dialect);
        AtOnce.run(4, number -> {
            alerts(database).raise(KEY_LIMITED, "openai", "HTTP 429");
            return number;
        });
        assertThat(alerts(database).open())
                .singleElement()
                .extracting(Alert::count)
                .isEqualTo(4L);
        AtOnce.run(4, number -> {
            alerts(database).clear(KEY_LIMITED, "openai");
            return number;
        });
        assertThat(told).containsExactly("raised openai 1", "cleared openai 4");
    }

    @BothDatabases
    void whatCannotBeWrittenToBeToldIsNotRaised(Dialect dialect) {
        var database = BothDatabases.Shared.empty(dialect);
        var broken = AlertStage.alerts(database, clock, (alert, event) -> {
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> broken.raise(SITE_DOWN, "site", "HTTP 502")).hasMessage("killed");
        assertThat(alerts(database).newest(5)).isEmpty();
        alerts(database).raise(SITE_DOWN, "site", "HTTP 502");
        assertThatThrownBy(() -> broken.clear(SITE_DOWN, "site")).hasMessage("killed");
        assertThat(alerts(database).open()).hasSize(1);
    }

    @BothDatabases
    void whatHasBeenOverForLongIsForgottenWithItsDeliveries(Dialect dialect) {
        var database = BothDatabases.Shared.empty(dialect);
        var deliveries = new Deliveries(database.jdbc(), dialect, clock);
        var alerts = AlertStage.alerts(
                database, clock, (alert, event) -> deliveries.add(Delivery.of(alert.id(), "ops", event, "{}")));
        alerts.raise(SITE_DOWN, "old", "HTTP 502");
        alerts.raise(SITE_DOWN, "lasting", "HTTP 502");
        alerts.clear(SITE_DOWN, "old");
        var old = alerts.newest(5).stream().map(Alert::id).toList();
        assertThat(alerts.forget(clock.millis())).isZero();
        assertThat(alerts.forget(clock.millis() + 1)).isEqualTo(1);
        assertThat(alerts.newest(5)).extracting(Alert::subject).containsExactly("lasting");
        assertThat(deliveries.of(old)).hasSize(1);
    }

    private Alerts alerts(Database database) {
        return AlertStage.alerts(
                database,
                clock,
                (alert, event) -> told.add(event.code() + " " + alert.subject() + " " + alert.count()));
    }
}
