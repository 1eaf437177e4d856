package dev.understudy.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The share of good ones, lately. */
class ShareTest {
    private final ManualClock clock = new ManualClock(1_000_000);
    private final Share share = new Share(clock);

    @Test
    void nothingIsNeitherGoodNorBad() {
        assertThat(share.value()).isNaN();
    }

    @Test
    void theGoodOnesAmongAll() {
        for (var good : new boolean[] {true, true, true, false}) share.add(good);
        assertThat(share.value()).isEqualTo(0.75);
    }

    @Test
    void whatWasMoreThanTenMinutesAgoIsForgotten() {
        share.add(false);
        clock.pass(Duration.ofMillis(600_001));
        assertThat(share.value()).isNaN();
        share.add(true);
        assertThat(share.value()).isEqualTo(1);
    }

    @Test
    void aBusyHourDoesNotGrowIt() {
        for (var i = 0; i < 1_000; i++) share.add(false);
        for (var i = 0; i < 1_000; i++) share.add(true);
        assertThat(share.value()).isEqualTo(1);
    }
}
