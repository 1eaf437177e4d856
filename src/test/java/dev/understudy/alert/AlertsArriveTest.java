package dev.understudy.alert;

import static dev.understudy.alert.AlertKind.KEY_LIMITED;
import static dev.understudy.alert.AlertKind.SITE_DOWN;
import static dev.understudy.alert.AlertKind.TAVUS_KEY_REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.store.Dialect;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A receiver that is down loses nothing, and neither does a process that is killed, wherever it was. */
class AlertsArriveTest {
    private static final Duration DOWN = Duration.ofMinutes(10);
    private final Database database = Database.sqlite();
    /** So that it is up again three minutes ago: the library that checks signatures knows no clock but its own, give or take 5. */
    private final ManualClock clock =
            new ManualClock(System.currentTimeMillis() - DOWN.plusMinutes(3).toMillis());

    private final AlertReceiver receiver = new AlertReceiver();

    AlertsArriveTest() throws IOException {}

    @AfterEach
    void close() {
        receiver.close();
        database.close();
    }

    @Test
    void tenMinutesDownAndAProcessKilledInBetweenLoseNothing() throws Exception {
        receiver.answers(503);
        try (var first = stage()) {
            first.alerts().raise(TAVUS_KEY_REJECTED, "current", "HTTP 401");
            play(first, DOWN.dividedBy(3));
            first.alerts().clear(TAVUS_KEY_REJECTED, "current");
        }
        try (var killedWhileItSends = stage()) {
            killedWhileItSends.alerts().raise(SITE_DOWN, "site", "HTTP 502");
            play(killedWhileItSends, DOWN.dividedBy(3));
            killedWhileItSends.alerts().raise(KEY_LIMITED, "openai", "HTTP 429");
            assertThat(killedWhileItSends.deliveries().claim("ops")).isPresent();
        }
        try (var last = stage()) {
            play(last, DOWN.dividedBy(3));
            assertThat(receiver.taken()).isEmpty();
            assertThat(receiver.calls().size()).as("it was not run over").isBetween(8, 40);
            receiver.answers(204);
            play(last, Duration.ofMinutes(6));
            assertThat(last.stand()).hasSize(4).allMatch(each -> each.endsWith("DELIVERED HTTP 204"));
        }
        assertThat(receiver.taken())
                .extracting(AlertReceiver.Message::told)
                .containsExactlyInAnyOrder("raised current", "cleared current", "raised site", "raised openai")
                .containsSubsequence("raised current", "cleared current");
        assertThat(receiver.taken()).extracting(AlertReceiver.Message::id).doesNotHaveDuplicates();
        assertThat(new HashSet<>(receiver.calls())).as("a message keeps its id").hasSize(4);
    }

    @Test
    void killedAfterTheReceiverHadItItComesAgainWithTheSameId() throws Exception {
        clock.pass(DOWN);
        try (var killed = new AlertStage(new Dying(database, clock), database, clock, settings())) {
            killed.alerts().raise(SITE_DOWN, "site", "HTTP 502");
            killed.lookAndWait();
            assertThat(receiver.taken()).hasSize(1);
            assertThat(killed.stand()).containsExactly("raised WAITING null");
        }
        try (var next = stage()) {
            next.lookAndWait();
            assertThat(receiver.taken()).as("it may still be at it").hasSize(1);
            clock.pass(Duration.ofMillis(Deliveries.LEASE_MS + 1));
            next.lookAndWait();
            assertThat(next.stand()).containsExactly("raised DELIVERED HTTP 204");
        }
        assertThat(receiver.taken()).hasSize(2);
        assertThat(receiver.taken().get(0).id())
                .isEqualTo(receiver.taken().get(1).id());
        assertThat(receiver.taken().get(0).event())
                .isEqualTo(receiver.taken().get(1).event());
    }

    @Test
    void afterThreeDaysItIsADeadLetterAndComesBackWhenSomebodyAsks() throws Exception {
        try (var stage =
                AlertStage.over(database, clock, AlertStage.settings(receiver.as("ops", AlertReceiver.OTHER_SECRET)))) {
            stage.alerts().raise(SITE_DOWN, "site", "HTTP 502");
            stage.lookAndWait();
            clock.pass(Duration.ofDays(3));
            stage.lookAndWait();
            assertThat(stage.stand()).containsExactly("raised DEAD HTTP 401");
            assertThat(stage.tried()).extracting(DeliveryTried::result).containsExactly("failed", "dead");
            var calls = receiver.calls().size();
            clock.pass(Duration.ofDays(3));
            stage.lookAndWait();
            assertThat(receiver.calls()).hasSize(calls);
            stage.deliveries().putBack(stage.alerts().open().get(0).id());
            stage.lookAndWait();
            assertThat(stage.stand()).as("not at once").containsExactly("raised WAITING HTTP 401");
        }
    }

    @Test
    void aReceiverThatIsNotConfiguredAnyMoreHoldsUpNobody() throws Exception {
        try (var before = AlertStage.over(database, clock, AlertStage.settings(receiver.as("gone")))) {
            before.alerts().raise(SITE_DOWN, "site", "HTTP 502");
        }
        clock.pass(DOWN);
        try (var stage = stage()) {
            stage.alerts().raise(KEY_LIMITED, "openai", "HTTP 429");
            stage.lookAndWait();
            assertThat(receiver.taken()).extracting(AlertReceiver.Message::told).containsExactly("raised openai");
        }
    }

    /** A second at a time. */
    private void play(AlertStage stage, Duration time) {
        for (var second = 0; second < time.toSeconds(); second++) {
            clock.pass(Duration.ofSeconds(1));
            if (!stage.deliveries().receiversDue().isEmpty()) stage.lookAndWait();
        }
    }

    private AlertStage stage() throws Exception {
        return AlertStage.over(database, clock, settings());
    }

    private AlertSettings settings() {
        return AlertStage.settings(receiver.as("ops"));
    }

    /** A process that is killed when it would write what became of a try. */
    private static final class Dying extends Deliveries {
        Dying(Database database, ManualClock clock) {
            super(database.jdbc(), Dialect.SQLITE, clock);
        }

        @Override
        void done(Delivery letter, String outcome) {
            throw new IllegalStateException("killed");
        }
    }
}
