package dev.understudy.alert;

import static dev.understudy.alert.AlertEvent.CLEARED;
import static dev.understudy.alert.AlertEvent.RAISED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.AtOnce;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which message goes when, and to whom, the same on both databases. */
class DeliveriesTest {
    private final ManualClock clock = new ManualClock(1_000_000);

    @BothDatabases
    void aMessageIsOneNodesUntilItsLeaseIsOver(Dialect dialect) {
        var deliveries = empty(dialect);
        deliveries.add(Delivery.of("al1", "ops", RAISED, "{}"));
        assertThat(deliveries.receiversDue()).containsExactly("ops");
        var claimed = deliveries.claim("ops").orElseThrow();
        assertThat(claimed.tries()).isZero();
        assertThat(deliveries.receiversDue()).isEmpty();
        assertThat(deliveries.claim("ops")).isEmpty();
        clock.pass(Duration.ofMillis(Deliveries.LEASE_MS + 1));
        assertThat(deliveries.claim("ops")).contains(claimed);
        deliveries.release();
        assertThat(deliveries.claim("ops")).contains(claimed);
        deliveries.done(claimed, "HTTP 204");
        clock.pass(Duration.ofMillis(Deliveries.LEASE_MS + 1));
        assertThat(deliveries.claim("ops")).isEmpty();
    }

    @BothDatabases
    void ofNodesThatClaimAtOnceEachHasAnother(Dialect dialect) {
        var deliveries = empty(dialect);
        for (var i = 0; i < 3; i++) deliveries.add(Delivery.of("al" + i, "ops", RAISED, "{}"));
        var claimed = AtOnce.run(4, number -> deliveries.claim("ops"));
        assertThat(claimed.stream().flatMap(Optional::stream).map(Delivery::id)).doesNotHaveDuplicates();
        assertThat(deliveries.claim("ops").stream().count()
                        + claimed.stream().flatMap(Optional::stream).count())
                .isGreaterThanOrEqualTo(3);
    }

    @BothDatabases
    void thatItIsOverNeverGoesBeforeThatItBegan(Dialect dialect) {
        var deliveries = empty(dialect);
        deliveries.add(Delivery.of("al1", "ops", RAISED, "{}"));
        deliveries.add(Delivery.of("al1", "other", RAISED, "{}"));
        var first = deliveries.claim("ops").orElseThrow();
        deliveries.add(Delivery.of("al1", "ops", CLEARED, "{}"));
        deliveries.add(Delivery.of("al2", "ops", RAISED, "{}"));
        var second = deliveries.claim("ops").orElseThrow();
        assertThat(second.alert()).as("another alert's may go first").isEqualTo("al2");
        deliveries.again(first, "HTTP 503", clock.millis() + 5_000);
        assertThat(deliveries.claim("ops")).isEmpty();
        clock.pass(Duration.ofSeconds(5));
        var again = deliveries.claim("ops").orElseThrow();
        assertThat(again.event()).isEqualTo(RAISED);
        assertThat(again.outcome()).isEqualTo("HTTP 503");
        deliveries.done(again, "HTTP 204");
        assertThat(deliveries.claim("ops")).get().extracting(Delivery::event).isEqualTo(CLEARED);
    }

    @BothDatabases
    void whatIsDoneStaysDoneWhateverALateOneSays(Dialect dialect) {
        var deliveries = empty(dialect);
        deliveries.add(Delivery.of("al1", "ops", RAISED, "{}"));
        var claimed = deliveries.claim("ops").orElseThrow();
        deliveries.done(claimed, "HTTP 204");
        deliveries.again(claimed, "no answer in time", clock.millis());
        deliveries.dead(claimed, "no answer in time");
        assertThat(states(deliveries)).containsExactly("raised DELIVERED HTTP 204 1");
    }

    @BothDatabases
    void deadLettersAreKeptAndComeBackWhenSomebodyAsks(Dialect dialect) {
        var deliveries = empty(dialect);
        deliveries.add(Delivery.of("al1", "ops", RAISED, "{}"));
        deliveries.dead(deliveries.claim("ops").orElseThrow(), "HTTP 410");
        assertThat(deliveries.receiversDue()).isEmpty();
        assertThat(states(deliveries)).containsExactly("raised DEAD HTTP 410 1");
        assertThat(deliveries.putBack("al2")).isZero();
        assertThat(deliveries.putBack("al1")).isEqualTo(1);
        assertThat(states(deliveries)).containsExactly("raised WAITING HTTP 410 0");
        deliveries.dead(deliveries.claim("ops").orElseThrow(), "HTTP 410");
        deliveries.add(Delivery.of("al1", "ops", CLEARED, "{}"));
        deliveries.done(deliveries.claim("ops").orElseThrow(), "HTTP 204");
        assertThat(deliveries.putBack("al1")).as("they know that it is over").isZero();
    }

    @BothDatabases
    void whatNobodyCanBeToldIsGivenUp(Dialect dialect) {
        var deliveries = empty(dialect);
        deliveries.add(Delivery.of("al1", "gone", RAISED, "{}"));
        clock.pass(Duration.ofDays(1));
        deliveries.add(Delivery.of("al1", "ops", RAISED, "{}"));
        assertThat(deliveries.giveUp(clock.millis() - 1, "no such receiver")).isEqualTo(1);
        assertThat(states(deliveries)).containsExactly("raised DEAD no such receiver 0", "raised WAITING null 0");
    }

    private static List<String> states(Deliveries deliveries) {
        return deliveries.of(List.of("al1")).stream()
                .map(each -> each.event().code() + " " + each.state() + " " + each.outcome() + " " + each.tries())
                .toList();
    }

    private Deliveries empty(Dialect dialect) {
        return new Deliveries(BothDatabases.Shared.empty(dialect).jdbc(), dialect, clock);
    }
}
