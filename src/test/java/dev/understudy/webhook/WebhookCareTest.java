package dev.understudy.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done about events from time to time. */
class WebhookCareTest {
    private static final long NOW = 1_795_410_048_000L;
    private final Database database = Database.sqlite();
    private final Webhooks webhooks = new Webhooks(database.jdbc());
    private final ManualClock clock = new ManualClock(NOW);
    private final WebhookCare care = new WebhookCare(webhooks, clock);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aRoomIsOverdueOnceItsEventHasWaitedForLongerThanANudgeTakes() {
        webhooks.store(joined("EV_1"));
        clock.pass(Duration.ofSeconds(2));
        assertThat(care.overdue()).isEmpty();
        clock.pass(Duration.ofMillis(1));
        assertThat(care.overdue()).containsExactly("room-1");
    }

    @Test
    void anEventThatWasWorkedOnIsKnownForADayAndThenForgotten() {
        webhooks.store(joined("EV_1"));
        webhooks.worked(List.of("EV_1"), NOW);
        clock.pass(Duration.ofHours(24));
        assertThat(care.forget()).isZero();
        assertThat(webhooks.store(joined("EV_1"))).isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(care.forget()).isOne();
        assertThat(webhooks.store(joined("EV_1"))).isTrue();
    }

    private static WebhookEvent joined(String id) {
        return new WebhookEvent(id, "participant_joined", "room-1", "RM_1", "user-1", "PA_1", NOW);
    }
}
