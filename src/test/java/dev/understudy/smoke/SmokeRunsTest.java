package dev.understudy.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.store.Dialect;
import java.time.Duration;

/** The rows of runs: one at a time for all nodes, and none that stays open for ever. */
class SmokeRunsTest {
    private final ManualClock clock = new ManualClock(1_000);

    @BothDatabases
    void ofAllNodesOneHasARun(Dialect dialect) {
        var database = BothDatabases.Shared.empty(dialect);
        var one = SmokeParts.runs(database, clock, "one");
        var two = SmokeParts.runs(database, clock, "two");
        assertThat(one.open(SmokeParts.run("a", clock.millis()), SmokeParts.LEASE_MS))
                .isTrue();
        assertThat(two.open(SmokeParts.run("b", clock.millis()), SmokeParts.LEASE_MS))
                .isFalse();
        var list = list(one, SmokeParts.run("a", clock.millis()));
        list.begin(Line.TOKEN);
        clock.pass(Duration.ofMillis(12));
        list.passed(Line.TOKEN, "good");
        assertThat(two.find("a").orElseThrow().findings())
                .containsExactly(new Finding(Line.TOKEN, Outcome.PASSED, 12, "good"));
        assertThat(one.close(list.verdict())).isTrue();
        assertThat(two.open(SmokeParts.run("b", clock.millis()), SmokeParts.LEASE_MS))
                .isTrue();
        assertThat(one.newest(20)).extracting(SmokeRun::id).containsExactly("b", "a");
        assertThat(one.find("a").orElseThrow().findings()).hasSize(Line.values().length);
    }

    @BothDatabases
    void aRunThatNobodyWritesToIsTakenOverOnceAndItsOldNodeLosesIt(Dialect dialect) {
        var database = BothDatabases.Shared.empty(dialect);
        var one = SmokeParts.runs(database, clock, "one");
        var two = SmokeParts.runs(database, clock, "two");
        one.open(SmokeParts.run("a", clock.millis()), SmokeParts.LEASE_MS);
        var list = list(one, SmokeParts.run("a", clock.millis()));
        clock.pass(Duration.ofMillis(SmokeParts.LEASE_MS - 1));
        list.alive();
        clock.pass(Duration.ofMillis(SmokeParts.LEASE_MS - 1));
        assertThat(two.takeAbandoned(SmokeParts.LEASE_MS)).isEmpty();
        clock.pass(Duration.ofMillis(2));
        assertThat(two.takeAbandoned(SmokeParts.LEASE_MS))
                .extracting(SmokeRun::id)
                .containsExactly("a");
        assertThat(two.takeAbandoned(SmokeParts.LEASE_MS)).isEmpty();
        assertThatThrownBy(() -> list.passed(Line.TOKEN, "late")).isInstanceOf(Checklist.RunLost.class);
        assertThat(one.close(list.verdict())).isFalse();
        assertThat(two.close(list.verdict())).isTrue();
    }

    @BothDatabases
    void aNodeThatStartsAgainNeedNotWait(Dialect dialect) {
        var database = BothDatabases.Shared.empty(dialect);
        var one = SmokeParts.runs(database, clock, "one");
        one.open(SmokeParts.run("a", clock.millis()), SmokeParts.LEASE_MS);
        SmokeParts.runs(database, clock, "two").release();
        assertThat(one.takeAbandoned(SmokeParts.LEASE_MS)).isEmpty();
        one.release();
        assertThat(one.takeAbandoned(SmokeParts.LEASE_MS)).hasSize(1);
    }

    private Checklist list(SmokeRuns runs, SmokeRun run) {
        return new Checklist(run, runs, clock, SmokeParts.LEASE_MS);
    }
}
