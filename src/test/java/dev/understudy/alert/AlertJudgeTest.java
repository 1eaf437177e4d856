package dev.understudy.alert;

import static dev.understudy.alert.AlertKind.NO_WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.alert.AlertSigns.Hit;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** When signs become an alert, how it counts, and when it is over. */
class AlertJudgeTest {
    private static final SignSettings SETTINGS = new SignSettings(Duration.ofMinutes(1), 3, Duration.ofMinutes(10));
    private final ManualClock clock = new ManualClock(1_700_000_000_000L);

    @BothDatabases
    void oneHiccupIsNoAlertAndAMinuteIs(Dialect dialect) {
        var parts = new Parts(dialect);
        parts.hit("s1");
        after(Duration.ofSeconds(59), parts);
        assertThat(parts.open()).isEmpty();
        parts.over("s1");
        after(Duration.ofMinutes(5), parts);
        assertThat(parts.open()).as("it was over in time").isEmpty();
        parts.hit("s1");
        after(Duration.ofSeconds(59), parts);
        assertThat(parts.open()).as("a minute of its own").isEmpty();
        after(Duration.ofSeconds(1), parts);
        assertThat(parts.open()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(NO_WORKER);
            assertThat(alert.detail()).isEqualTo("no worker. Users hit so far: those of 1 room, now: of 1");
            assertThat(alert.count()).isEqualTo(2);
        });
    }

    @BothDatabases
    void theThirdInARowIsAnAlertAtOnce(Dialect dialect) {
        var parts = new Parts(dialect);
        for (var session : List.of("s1", "s2")) {
            parts.hit(session);
            parts.over(session);
            after(Duration.ofHours(1), parts);
        }
        assertThat(parts.open()).isEmpty();
        parts.hit("s3");
        parts.judge();
        assertThat(parts.open()).singleElement().satisfies(alert -> assertThat(alert.detail())
                .endsWith("those of 3 rooms, now: of 1"));
    }

    @BothDatabases
    void whatGoesWellInBetweenBeginsTheRowAnew(Dialect dialect) {
        var parts = new Parts(dialect);
        for (var session : List.of("s1", "s2", "s3", "s4", "s5")) {
            parts.hit(session);
            parts.over(session);
            if (!session.equals("s4")) parts.signs.well(NO_WORKER, "x");
            parts.judge();
        }
        assertThat(parts.open()).as("two in a row are none").isEmpty();
        for (var session : List.of("s6", "s7", "s8")) parts.hit(session);
        parts.judge();
        assertThat(parts.open()).hasSize(1);
    }

    @BothDatabases
    void itCountsEachHitOnceAndTellsHowManyAreHit(Dialect dialect) {
        var parts = new Parts(dialect);
        for (var session : List.of("s1", "s2", "s3")) parts.hit(session);
        parts.judge();
        parts.judge();
        parts.hit("s3");
        parts.hit("s4");
        parts.over("s1");
        parts.judge();
        assertThat(parts.open()).singleElement().satisfies(alert -> {
            assertThat(alert.count()).isEqualTo(5);
            assertThat(alert.detail()).endsWith("those of 4 rooms, now: of 3");
        });
    }

    @BothDatabases
    void itIsOverWhenNobodyIsHitAndItWentWellForSomebody(Dialect dialect) {
        var parts = new Parts(dialect);
        for (var session : List.of("s1", "s2", "s3")) parts.hit(session);
        parts.judge();
        parts.signs.well(NO_WORKER, "x");
        parts.judge();
        assertThat(parts.open()).as("they wait still").hasSize(1);
        for (var session : List.of("s1", "s2", "s3")) parts.over(session);
        parts.judge();
        assertThat(parts.open()).isEmpty();
        assertThat(parts.signs.all()).isEmpty();
    }

    @BothDatabases
    void whereNobodyCanSayThatItGoesWellItIsOverAfterTenQuietMinutes(Dialect dialect) {
        var parts = new Parts(dialect);
        for (var session : List.of("s1", "s2", "s3")) {
            parts.hit(session);
            parts.over(session);
        }
        parts.judge();
        after(Duration.ofMinutes(10).minusMillis(1), parts);
        assertThat(parts.open()).hasSize(1);
        after(Duration.ofMillis(1), parts);
        assertThat(parts.open()).isEmpty();
    }

    @BothDatabases
    void anotherNodeGoesOnWithIt(Dialect dialect) {
        var first = new Parts(dialect);
        for (var session : List.of("s1", "s2", "s3")) first.hit(session);
        first.judge();
        var second = new Parts(BothDatabases.Shared.open(dialect));
        second.judge();
        assertThat(second.open()).singleElement().satisfies(alert -> assertThat(alert.count())
                .isEqualTo(3));
        for (var session : List.of("s1", "s2", "s3")) second.over(session);
        second.signs.well(NO_WORKER, "x");
        second.judge();
        assertThat(first.open()).isEmpty();
    }

    @BothDatabases
    void whatLastsIsCountedOnceHoweverOftenItIsTold(Dialect dialect) {
        var parts = new Parts(dialect);
        for (var second = 0; second < 70; second++) {
            parts.signs.lasts(NO_WORKER, "x", Hit.of("node", "", "no worker"));
            after(Duration.ofSeconds(1), parts);
        }
        assertThat(parts.open()).singleElement().satisfies(alert -> {
            assertThat(alert.count()).isEqualTo(1);
            assertThat(alert.detail()).as("no room is known to be hit").isEqualTo("no worker");
        });
    }

    @BothDatabases
    void anAlertOfWhichNothingIsKnownAnyMoreIsOverAndOthersAreNotItsBusiness(Dialect dialect) {
        var parts = new Parts(dialect);
        parts.alerts.raise(NO_WORKER, "old", "of an earlier version");
        parts.alerts.raise(AlertKind.SITE_DOWN, "site", "it is somebody else's");
        parts.judge();
        assertThat(parts.open()).extracting(Alert::kind).containsExactly(AlertKind.SITE_DOWN);
    }

    private void after(Duration time, Parts parts) {
        clock.pass(time);
        parts.judge();
    }

    /** A node's. */
    private final class Parts {
        final AlertSigns signs;
        final Alerts alerts;
        private final AlertJudge judge;

        Parts(Dialect dialect) {
            this(BothDatabases.Shared.empty(dialect));
        }

        Parts(Database database) {
            var transaction = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
            signs = new AlertSigns(database.jdbc(), clock);
            alerts = new Alerts(database.jdbc(), transaction, clock);
            judge = new AlertJudge(signs, alerts, SETTINGS, clock);
        }

        void hit(String session) {
            signs.hit(NO_WORKER, "x", Hit.of(session, "room of " + session, "no worker"));
        }

        void over(String session) {
            signs.over(NO_WORKER, "x", session);
        }

        void judge() {
            judge.judge();
        }

        List<Alert> open() {
            return alerts.open();
        }
    }
}
