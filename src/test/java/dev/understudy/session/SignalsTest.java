package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.session.Signals.Told;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was told of a room comes together until somebody takes it, and is acted upon once. */
class SignalsTest {
    private final Signals signals = new Signals();

    @Test
    void nothingThatWasToldIsLostOverWhatIsToldNext() {
        signals.sid("demo", "RM_1");
        signals.over("demo", "c1");
        signals.silent("demo", "a1");
        signals.silent("demo", "a2");
        signals.gone("demo");
        assertThat(signals.take("demo")).isEqualTo(new Told("RM_1", true, Set.of("a1", "a2"), "c1"));
        assertThat(signals.take("demo")).isEqualTo(Told.NOTHING);
    }

    @Test
    void theNewestLifeOfARoomAndTheNewestConversationCount() {
        signals.sid("demo", "RM_1");
        signals.over("demo", "c1");
        signals.sid("demo", "RM_2");
        signals.over("demo", "c2");
        assertThat(signals.take("demo")).isEqualTo(new Told("RM_2", false, Set.of(), "c2"));
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
        var told = new Told("RM_1", true, Set.of("a1"), "c1");
        assertThat(told.lasting()).isEqualTo(new Told("", false, Set.of(), "c1"));
    }
}
