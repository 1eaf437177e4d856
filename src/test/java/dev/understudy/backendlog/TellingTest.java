package dev.understudy.backendlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.alert.Alert;
import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.store.Dialect;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** When people are told, how often, and when it is over; on either database. */
class TellingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    private static final BackendLogSettings SETTINGS = ConfiguredPatterns.settings();
    private final ManualClock clock = new ManualClock(NOW.toEpochMilli());
    private Alerts alerts;
    private ReadLogs logs;
    private Telling telling;
    private Counting counting;
    private LineCounts counts;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BothDatabases
    void aRefusedKeyIsToldOnceAndItsOtherTroubleIsPartOfIt(Dialect dialect) {
        var log = node(dialect, "a");
        log = count(log, "traceback", "server-error");
        assertThat(open()).containsExactly("backend_errors 2");
        log = count(log, "tavus-refused", "traceback", "tavus-failed");
        log = count(log, "tavus-failed", "traceback");
        assertThat(open()).containsExactlyInAnyOrder("backend_errors 2", "tavus_key_rejected 3");
        assertThat(counts.of("one", log.seen().id()))
                .extracting(each -> each.name() + " " + each.count())
                .containsExactly("server-error 1", "tavus-failed 2", "tavus-refused 1", "traceback 3");
    }

    @BothDatabases
    void whatIsQuietForTenMinutesIsOver(Dialect dialect) {
        var log = count(node(dialect, "a"), "tavus-refused");
        clock.pass(Duration.ofMinutes(10));
        telling.settle(log);
        assertThat(open()).containsExactly("tavus_key_rejected 1");
        clock.pass(Duration.ofMillis(1));
        telling.settle(log);
        assertThat(open()).isEmpty();
    }

    @BothDatabases
    void aRegisteredContainerInItsPlaceNeedsAMinute(Dialect dialect) {
        count(node(dialect, "a"), "tavus-refused");
        var next = count(begun("b"), "registered");
        clock.pass(Duration.ofMinutes(1));
        telling.settle(next);
        assertThat(open()).containsExactly("tavus_key_rejected 1");
        clock.pass(Duration.ofMillis(1));
        telling.settle(begun("b"));
        assertThat(open()).as("one that is not registered").containsExactly("tavus_key_rejected 1");
        telling.settle(next);
        assertThat(open()).isEmpty();
    }

    @BothDatabases
    void oldLinesAreCountedAndNotTold(Dialect dialect) {
        var log = node(dialect, "a");
        clock.pass(Duration.ofMinutes(11));
        count(log, "tavus-refused");
        assertThat(open()).isEmpty();
        assertThat(counts.of("one", log.seen().id())).hasSize(1);
    }

    @BothDatabases
    void restartsAreTold(Dialect dialect) {
        var log = node(dialect, "a");
        var tally = new Tally();
        tally.add(Tally.RESTART, 4, NOW);
        counting.count(log, tally);
        assertThat(open()).containsExactly("backend_restarts 4");
    }

    @BothDatabases
    void whatAnotherNodeHasReadIsCountedByItAlone(Dialect dialect) {
        var log = node(dialect, "a");
        count(log, "tavus-refused");
        assertThatThrownBy(() -> count(log, "tavus-refused")).isInstanceOf(Counting.Overtaken.class);
        assertThat(open()).containsExactly("tavus_key_rejected 1");
        assertThat(counts.of("one", log.seen().id()).get(0).count()).isEqualTo(1);
    }

    private ReadLog node(Dialect dialect, String letter) {
        var database = BothDatabases.Shared.empty(dialect);
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
        alerts = new Alerts(database.jdbc(), transaction, clock);
        logs = new ReadLogs(database.jdbc());
        counts = new LineCounts(database.jdbc());
        telling = new Telling(alerts, new Troubles(database.jdbc(), clock), SETTINGS, clock);
        counting = new Counting(logs, counts, telling, tally -> {}, transaction, meters);
        return begun(letter);
    }

    private ReadLog begun(String letter) {
        var at = NOW.minusSeconds(60).toString();
        var seen = new ContainerSeen(letter.repeat(64), "backend", NOW.minusSeconds(61), "running", at, at, 0);
        var log = ReadLog.begun("one", "backend", seen, Instant.EPOCH);
        logs.add(log);
        return log;
    }

    private ReadLog count(ReadLog log, String... classes) {
        var tally = new Tally();
        for (var name : classes)
            SETTINGS.patterns().stream()
                    .filter(each -> each.name().equals(name))
                    .forEach(each -> tally.add(each, NOW));
        if (classes[0].equals("registered")) tally.registered(NOW, "AW_1");
        var after = log.to(
                log.bookmark(), log.state().registered(tally.registration()).read(false, clock.millis(), null));
        counting.count(after, tally);
        return after.written();
    }

    private java.util.List<String> open() {
        return alerts.open().stream().map(TellingTest::brief).toList();
    }

    private static String brief(Alert alert) {
        assertThat(alert.kind()).isNotEqualTo(AlertKind.SITE_DOWN);
        return alert.kind().code() + " " + alert.count();
    }
}
