package dev.understudy.credential;

import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.Map;

/** Fingerprints, slots and verdicts, the same on both databases. */
class KeyRecordsTest {
    private static final long START = 1_000_000;
    private final ManualClock clock = new ManualClock(START);

    @BothDatabases
    void aVerdictIsKeptUntilAnotherOneSaysSomething(Dialect dialect) {
        var records = CredentialParts.records(BothDatabases.Shared.empty(dialect), clock);
        assertThat(records.find(TAVUS, "aaaa0000")).isEmpty();
        records.judged(TAVUS, "aaaa0000", Verdict.UNKNOWN);
        assertThat(records.find(TAVUS, "aaaa0000")).contains(judged(null, START, START));
        records.judged(TAVUS, "aaaa0000", Verdict.VALID);
        clock.pass(Duration.ofMillis(5));
        records.judged(TAVUS, "aaaa0000", Verdict.VALID);
        assertThat(records.find(TAVUS, "aaaa0000")).contains(judged(Verdict.VALID, START + 5, START));
        records.judged(TAVUS, "aaaa0000", Verdict.UNKNOWN);
        assertThat(records.find(TAVUS, "aaaa0000")).contains(judged(Verdict.VALID, START + 5, START));
        records.judged(TAVUS, "aaaa0000", Verdict.REJECTED);
        assertThat(records.find(TAVUS, "aaaa0000")).contains(judged(Verdict.REJECTED, START + 5, START + 5));
        assertThat(records.of(Provider.OPENAI)).isEmpty();
    }

    @BothDatabases
    void keysMoveThroughTheSlotsAndWhatWasReplacedIsKnown(Dialect dialect) {
        var records = CredentialParts.records(BothDatabases.Shared.empty(dialect), clock);
        records.slots(TAVUS, Map.of("aaaa0000", Slot.CURRENT));
        clock.pass(Duration.ofMillis(1));
        records.slots(TAVUS, Map.of("bbbb0000", Slot.CURRENT, "aaaa0000", Slot.PREVIOUS));
        clock.pass(Duration.ofMillis(1));
        records.slots(TAVUS, Map.of("bbbb0000", Slot.CURRENT, "aaaa0000", Slot.PREVIOUS));
        assertThat(records.of(TAVUS))
                .containsExactly(
                        slotted("aaaa0000", Slot.PREVIOUS, START + 1, START + 1),
                        slotted("bbbb0000", Slot.CURRENT, START + 1, null));
        records.slots(TAVUS, Map.of("cccc0000", Slot.CURRENT, "bbbb0000", Slot.PREVIOUS));
        assertThat(records.of(TAVUS))
                .containsExactly(
                        slotted("aaaa0000", null, START + 2, START + 1),
                        slotted("bbbb0000", Slot.PREVIOUS, START + 2, START + 2),
                        slotted("cccc0000", Slot.CURRENT, START + 2, null));
        records.slots(TAVUS, Map.of("bbbb0000", Slot.CURRENT, "cccc0000", Slot.PREVIOUS));
        assertThat(records.find(TAVUS, "bbbb0000")).contains(slotted("bbbb0000", Slot.CURRENT, START + 2, null));
        assertThat(records.find(TAVUS, "cccc0000")).contains(slotted("cccc0000", Slot.PREVIOUS, START + 2, START + 2));
    }

    private static KeyRecord judged(Verdict verdict, long checked, long changed) {
        return new KeyRecord(TAVUS, "aaaa0000", null, verdict, checked, changed, null);
    }

    private static KeyRecord slotted(String fingerprint, Slot slot, long changed, Long replaced) {
        return new KeyRecord(TAVUS, fingerprint, slot, null, null, changed, replaced);
    }
}
