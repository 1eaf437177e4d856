package dev.understudy.livekit;

import static dev.understudy.livekit.CallClass.BEAT;
import static dev.understudy.livekit.CallClass.LEAVE;
import static dev.understudy.livekit.CallClass.LOOK;
import static dev.understudy.livekit.CallClass.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.fixtures.ManualClock;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call LiveKit when not everybody may. */
class LiveKitBudgetTest {
    private final ManualClock clock = new ManualClock(1_795_410_048_000L);
    private final LiveKitBudget budget = LiveKitParts.budget("96", clock);

    @ParameterizedTest
    @CsvSource({
        ".livekit.cloud, , 800",
        ".LiveKit.Cloud, , 800",
        ".livekit.cloud, auto, 800",
        ".livekit.cloud, '', 800",
        ".livekit.example, auto,",
        ".livekit.example, ,",
        ".livekit.cloud.example, ,",
        ".livekit.example, 120, 120",
        ".livekit.cloud, none,",
    })
    void cloudHasALimitAndAServerOfYourOwnHasNone(String domain, String configured, Integer limit) {
        var said = configured == null ? null : CallsPerMinute.of(configured);
        var url = URI.create("wss://project" + domain);
        assertThat(new LiveKitBudget(new BudgetSettings(url, said), clock)
                        .limit()
                        .orElse(null))
                .isEqualTo(limit);
    }

    @Test
    void aLimitIsANumberFromOneOnOrNone() {
        assertThatThrownBy(() -> CallsPerMinute.of("0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallsPerMinute.of("many")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void inNoMinuteAreThereMoreThanFiveQuartersOfTheLimit() {
        assertThat(takenWithin(Duration.ofMinutes(1), WAIT)).isBetween(119, 121);
        assertThat(takenWithin(Duration.ofMinutes(1), WAIT)).isBetween(95, 97);
    }

    @Test
    void heartbeatsNeverTakeMoreThanAThirdOfIt() {
        takenWithin(Duration.ofMinutes(1), BEAT);
        assertThat(takenWithin(Duration.ofMinutes(1), BEAT)).isBetween(31, 33);
    }

    @Test
    void theLessUrgentLeaveRoomForTheMoreUrgent() {
        assertThat(all(BEAT)).isEqualTo(6);
        assertThat(all(LOOK)).isEqualTo(6);
        assertThat(all(BEAT)).isZero();
        assertThat(all(LEAVE)).isEqualTo(6);
        assertThat(all(WAIT)).isEqualTo(6);
        assertThat(budget.take(WAIT)).as("the next one grows back").isEqualTo(Duration.ofMillis(625));
        assertThat(budget.take(LOOK)).as("after those that come first").isEqualTo(Duration.ofMillis(13 * 625));
        assertThat(budget.beats()).isZero();
    }

    @Test
    void whatNeedsMoreCallsBeginsOnlyWhenTheyAreThere() {
        all(WAIT);
        clock.pass(Duration.ofMillis(3 * 625));
        assertThat(budget.take(WAIT, 4)).isPositive();
        assertThat(budget.take(WAIT, 3)).isZero();
    }

    @Test
    void afterARefusalLooksAndHeartbeatsStandStillForAsLongAsItSays() {
        assertThat(budget.refused(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
        clock.pass(Duration.ofSeconds(20));
        assertThat(budget.take(LOOK)).isEqualTo(Duration.ofSeconds(10));
        assertThat(budget.take(BEAT)).isEqualTo(Duration.ofSeconds(10));
        assertThat(budget.beats()).isZero();
        assertThat(budget.take(LEAVE)).isZero();
        assertThat(budget.take(WAIT)).isZero();
        clock.pass(Duration.ofSeconds(10));
        assertThat(budget.take(LOOK)).isZero();
    }

    @Test
    void aRefusalIsHeededWithoutALimitToo() {
        var none = LiveKitParts.budget("none", clock);
        assertThat(none.refused(Duration.ZERO))
                .as("never tried again within a second")
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(none.take(LOOK)).isPositive();
        assertThat(none.take(WAIT)).isZero();
        assertThat(none.refused(Duration.ofDays(1)))
                .as("the limit is one of a minute")
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void severalNodesShareIt() {
        budget.sharedBy(3);
        assertThat(budget.limit()).contains(32);
        assertThat(budget.take(WAIT)).as("what one had is not given again").isPositive();
        clock.pass(Duration.ofMinutes(1));
        assertThat(all(WAIT)).isEqualTo(8);
        budget.sharedBy(3);
        assertThat(budget.take(WAIT)).isPositive();
    }

    @Test
    void whatWasUsedIsThatOfTheLastMinute() {
        all(WAIT);
        assertThat(budget.used()).isEqualTo(24);
        clock.pass(Duration.ofSeconds(59));
        assertThat(budget.used()).isEqualTo(24);
        clock.pass(Duration.ofSeconds(1));
        assertThat(budget.used()).isZero();
    }

    private int all(CallClass urgency) {
        var taken = 0;
        while (budget.take(urgency).isZero()) taken++;
        return taken;
    }

    private int takenWithin(Duration time, CallClass urgency) {
        var taken = 0;
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusMillis(100)) {
            taken += all(urgency);
            clock.pass(Duration.ofMillis(100));
        }
        return taken;
    }
}
