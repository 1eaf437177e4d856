package dev.understudy.credential;

import static dev.understudy.credential.Provider.OPENAI;
import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Secret;
import dev.understudy.store.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gauges of the slots: whether a key is known to be bad, and when its provider was asked last. */
class SlotStatesTest {
    private static final Secret KEY = Secret.of("sandbox-gauge");

    @TempDir
    Path folder;

    @Test
    void aKeyOfWhichNothingIsKnownIsNotBadAndWasNeverChecked() {
        var states = states(parts());
        assertThat(states.isGood(TAVUS, Slot.CURRENT)).isOne();
        assertThat(states.checkedAt(TAVUS, Slot.CURRENT)).isNaN();
    }

    @Test
    void anEmptySlotIsNoNumber() {
        var states = states(parts());
        assertThat(states.isGood(TAVUS, Slot.STANDBY)).isNaN();
        assertThat(states.isGood(OPENAI, Slot.CURRENT)).isNaN();
        assertThat(states.checkedAt(OPENAI, Slot.CURRENT)).isNaN();
    }

    @Test
    void whatChangesIsSeenAfterASecond() {
        var parts = parts();
        var states = states(parts);
        parts.hear(TAVUS, KEY, Verdict.VALID, Source.CHECK);
        assertThat(states.isGood(TAVUS, Slot.CURRENT)).isOne();
        assertThat(states.checkedAt(TAVUS, Slot.CURRENT)).isEqualTo(1_000);
        parts.hear(TAVUS, KEY, Verdict.REJECTED, Source.TRAFFIC);
        parts.clock.pass(Duration.ofMillis(999));
        assertThat(states.isGood(TAVUS, Slot.CURRENT)).as("a moment ago").isOne();
        parts.clock.pass(Duration.ofMillis(1));
        assertThat(states.isGood(TAVUS, Slot.CURRENT)).isZero();
    }

    @Test
    void aKeyThatOnlyMovedWasNeverChecked() {
        var parts = CheckParts.of(folder, Dialect.SQLITE, "");
        parts.keys.promote(TAVUS, KEY, new By("ann", "first key"));
        assertThat(states(parts).isGood(TAVUS, Slot.CURRENT)).isOne();
        assertThat(states(parts).checkedAt(TAVUS, Slot.CURRENT)).isNaN();
    }

    private CheckParts parts() {
        return CheckParts.of(folder, Dialect.SQLITE, KEY.reveal());
    }

    private static SlotStates states(CheckParts parts) {
        return new SlotStates(parts.slots, parts.standings, parts.clock);
    }
}
