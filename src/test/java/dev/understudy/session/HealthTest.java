package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** While LiveKit is away, and for five seconds after it came back, nobody is taken for gone. */
class HealthTest {
    private final ManualClock clock = new ManualClock(Times.NOW);
    private final Health health = new Health(clock);

    @Test
    void atTheStartItIsTrusted() {
        health.answered();
        assertThat(health.isUp()).isTrue();
        assertThat(health.isShaky()).isFalse();
    }

    @Test
    void whileItIsAwayItIsNot() {
        health.failed();
        clock.pass(Duration.ofHours(1));
        assertThat(health.isUp()).isFalse();
        assertThat(health.isShaky()).isTrue();
    }

    @Test
    void forFiveSecondsAfterItCameBackNobodyIsJudged() {
        health.failed();
        health.answered();
        assertThat(health.isUp()).isTrue();
        clock.pass(Duration.ofMillis(4_999));
        health.answered();
        assertThat(health.isShaky()).isTrue();
        clock.pass(Duration.ofMillis(1));
        assertThat(health.isShaky()).isFalse();
    }
}
