package dev.understudy.credential;

import static dev.understudy.credential.Provider.DEEPGRAM;
import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.BothDatabases;
import dev.understudy.store.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** When which provider is asked, and by which node. */
class CheckScheduleTest {
    @TempDir
    Path folder;

    @BothDatabases
    void ofTwoNodesOneChecksAndADeadOneIsReplaced(Dialect dialect) {
        var one = CheckParts.of(folder, dialect, "sandbox-configured");
        var two = CheckParts.another(folder, dialect, "sandbox-configured");
        one.schedule.due();
        one.clock.pass(Duration.ofSeconds(6));
        two.clock.pass(Duration.ofSeconds(6));
        assertThat(two.schedule.due()).contains(TAVUS, DEEPGRAM);
        var claimed = one.schedule.claim(TAVUS).orElseThrow();
        assertThat(two.schedule.claim(TAVUS)).isEmpty();
        assertThat(two.schedule.due()).doesNotContain(TAVUS).contains(DEEPGRAM);
        two.clock.pass(Duration.ofSeconds(121));
        assertThat(two.schedule.claim(TAVUS)).as("the first one died").isPresent();
        one.schedule.done(TAVUS, claimed, false);
        assertThat(two.schedule.next(TAVUS)).as("who comes late ends nothing").contains(two.clock.millis() + 120_000);
    }

    @BothDatabases
    void theNextCheckIsTenMinutesAwayMoreOrLess(Dialect dialect) {
        var parts = CheckParts.of(folder, dialect, "sandbox-configured");
        var seen = new java.util.TreeSet<Long>();
        for (var i = 0; i < 30; i++) {
            parts.schedule.soon(TAVUS);
            parts.schedule.done(TAVUS, parts.schedule.claim(TAVUS).orElseThrow(), false);
            seen.add(parts.schedule.next(TAVUS).orElseThrow() - parts.clock.millis());
        }
        assertThat(seen)
                .allMatch(wait -> wait >= 480_000 && wait <= 720_000)
                .anyMatch(wait -> wait < 590_000)
                .anyMatch(wait -> wait > 610_000);
    }

    @BothDatabases
    void afterAStartEverybodyIsAskedWithinSecondsButNotAtOnce(Dialect dialect) {
        var seen = new java.util.TreeSet<Long>();
        for (var start = 0; start < 10; start++) {
            var parts = CheckParts.of(folder, dialect, "");
            parts.schedule.due();
            for (var each : Provider.values())
                seen.add(parts.schedule.next(each).orElseThrow() - parts.clock.millis());
        }
        assertThat(seen).hasSizeGreaterThan(5).allMatch(wait -> wait >= 0 && wait <= 5_000);
    }

    @BothDatabases
    void aKeyThatIsToBeConfirmedIsAskedForAgainSoon(Dialect dialect) {
        var parts = CheckParts.of(folder, dialect, "");
        parts.schedule.soon(TAVUS);
        parts.schedule.done(TAVUS, parts.schedule.claim(TAVUS).orElseThrow(), true);
        assertThat(parts.schedule.next(TAVUS)).contains(parts.clock.millis() + 30_000);
    }
}
