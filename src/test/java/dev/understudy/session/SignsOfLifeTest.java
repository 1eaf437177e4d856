package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.ManualClock;
import dev.understudy.session.SignsOfLife.Seat;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is vouched for, and who is not any more. */
class SignsOfLifeTest {
    private static final Duration LATE = Duration.ofMillis(2_501);
    private final ManualClock clock = new ManualClock(1_795_410_048_000L);
    private final SignsOfLife signs = SessionParts.signs(clock);

    @Test
    void whoIsListedIsVouchedForUntilTheReportIsLate() {
        report("w1", "a", "b");
        assertThat(vouched("a", "b", "c")).containsExactly("a", "b");
        clock.pass(LATE.minusMillis(1));
        assertThat(vouched("a", "b")).containsExactly("a", "b");
        assertThat(signs.count()).isEqualTo(2);
        assertThat(signs.doubted()).isEmpty();
        clock.pass(Duration.ofMillis(1));
        assertThat(vouched("a", "b")).isEmpty();
        assertThat(signs.count()).isZero();
        assertThat(doubted()).containsExactlyInAnyOrder("a", "b");
        assertThat(doubted()).as("once").isEmpty();
    }

    @Test
    void whoIsMissingFromTheNextReportIsDoubtedOnce() {
        report("w1", "a", "b");
        report("w1", "b", "c");
        assertThat(vouched("a", "b", "c")).containsExactly("b", "c");
        assertThat(doubted()).containsExactly("a");
        report("w1", "b", "c");
        assertThat(doubted()).isEmpty();
        report("w1", "a", "b", "c");
        assertThat(vouched("a")).as("back again").containsExactly("a");
        report("w1");
        assertThat(doubted()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void oneWorkersReportSaysNothingOfAnothersAgents() {
        report("w1", "a");
        report("w2", "b");
        report("w2");
        assertThat(vouched("a", "b")).containsExactly("a");
        clock.pass(Duration.ofSeconds(2));
        report("w2", "b");
        clock.pass(Duration.ofSeconds(1));
        assertThat(vouched("a", "b")).containsExactly("b");
        assertThat(doubted()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aWorkerUnderANewNameTakesItsAgentsWithIt() {
        report("w1", "a");
        report("w2", "a");
        report("w1");
        clock.pass(Duration.ofSeconds(1));
        assertThat(doubted()).isEmpty();
        assertThat(vouched("a")).containsExactly("a");
    }

    @Test
    void theSameIdentityInAnotherRoomIsSomebodyElse() {
        report("w1", "a");
        assertThat(signs.vouchFor(new Watched("elsewhere", "worker", "a", 0, true, null)))
                .isFalse();
    }

    @Test
    void whenTheClockIsSetBackNobodyIsVouchedForUntilTheNextReport() {
        report("w1", "a");
        clock.pass(Duration.ofHours(-1));
        assertThat(vouched("a")).isEmpty();
        assertThat(doubted()).containsExactly("a");
        report("w1", "a");
        assertThat(vouched("a")).containsExactly("a");
    }

    @Test
    void ofTooManyWorkersAndAgentsThoseThatDoNotFitAreNotVouchedFor() {
        IntStream.range(0, 1_000).forEach(number -> report("w" + number, "a" + number));
        report("one more", "b");
        assertThat(vouched("a0", "b")).containsExactly("a0");
        report("w0", "a0", "a1000");
        assertThat(vouched("a0", "a1000")).as("who is known may go on").containsExactly("a0", "a1000");
        clock.pass(LATE);
        assertThat(signs.doubted()).hasSize(1_001);
        var many = IntStream.range(0, 50_001).mapToObj(n -> new Seat("room", "x" + n));
        signs.report("w0", many.collect(Collectors.toSet()));
        assertThat(signs.count()).isZero();
    }

    private void report(String worker, String... agents) {
        signs.report(
                worker, Stream.of(agents).map(agent -> new Seat("room", agent)).collect(Collectors.toSet()));
    }

    private List<String> vouched(String... agents) {
        return Stream.of(agents)
                .filter(agent -> signs.vouchFor(new Watched("room", "worker", agent, 0, true, null)))
                .toList();
    }

    private Set<String> doubted() {
        return signs.doubted().stream().map(Seat::agent).collect(Collectors.toSet());
    }
}
