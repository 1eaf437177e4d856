package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.ManualClock;
import dev.understudy.session.Signals.Told;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was told of a room comes together until somebody takes it, and is acted upon once. */
class SignalsTest {
    private static final long NOW = 1_795_410_048_000L;
    private final ManualClock clock = new ManualClock(NOW);
    private final Signals signals = new Signals(clock);

    @Test
    void nothingThatWasToldIsLostOverWhatIsToldNext() {
        signals.sid("demo", "RM_1");
        signals.over("demo", "c1");
        signals.silent("demo", "a1");
        signals.silent("demo", "a2");
        signals.gone("demo");
        assertThat(signals.take("demo"))
                .isEqualTo(new Told("RM_1", true, Map.of("a1", NOW, "a2", NOW), "c1", Set.of()));
        assertThat(signals.take("demo")).isEqualTo(Told.NOTHING);
    }

    @Test
    void theNewestLifeOfARoomAndTheNewestConversationCount() {
        signals.sid("demo", "RM_1");
        signals.over("demo", "c1");
        signals.sid("demo", "RM_2");
        signals.over("demo", "c2");
        assertThat(signals.take("demo")).isEqualTo(new Told("RM_2", false, Map.of(), "c2", Set.of()));
    }

    @Test
    void eachRoomHearsOnlyOfItself() {
        signals.gone("demo");
        assertThat(signals.take("other")).isEqualTo(Told.NOTHING);
        assertThat(signals.take("demo").gone()).isTrue();
    }

    @Test
    void whatIsPutBackComesAgain() {
        signals.silent("demo", "a1");
        var told = signals.take("demo");
        signals.tell("demo", told);
        signals.tell("demo", Told.NOTHING);
        assertThat(signals.take("demo")).isEqualTo(told);
    }

    @Test
    void whileLiveKitWasAwayOnlyTheEndOfAConversationStaysTrue() {
        var told = new Told("RM_1", true, Map.of("a1", NOW), "c1", Set.of());
        assertThat(told.lasting()).isEqualTo(new Told("", false, Map.of(), "c1", Set.of()));
    }

    /** Nothing could be written for so long: the agent may have come back, and only the next ping knows. */
    @Test
    void aSilenceIsNotBelievedForLongerThanFiveSeconds() {
        signals.silent("demo", "a1");
        clock.pass(Duration.ofMillis(3_000));
        signals.silent("demo", "a2");
        clock.pass(Duration.ofMillis(2_001));
        var told = signals.take("demo");
        assertThat(told.silent()).containsExactly("a2");
        signals.tell("demo", told);
        clock.pass(Duration.ofMillis(3_000));
        assertThat(signals.take("demo").silent())
                .as("what is put back is as old as it was")
                .isEmpty();
    }
}
