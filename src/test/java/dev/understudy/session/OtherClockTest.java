package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.livekit.Participant.Kind;
import dev.understudy.webhook.WebhookEvent;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LiveKit's clock and ours may differ by up to a minute: its tokens allow for that (measured), and so nobody notices. */
class OtherClockTest {
    private final Scene scene = new Scene();
    private int events;

    @ParameterizedTest
    @ValueSource(longs = {-30_000, -5_000, 0, 30_000})
    void whoComesAfterAnOperatorsEndIsServed(long ahead) {
        scene.over(EndReason.ENDED_BY_OPERATOR);
        comesAfter(Duration.ofSeconds(3), ahead);
        assertThat(isServed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-30_000, -5_000, 0, 30_000})
    void whoWasAwayForTheGraceIsSomebodyNew(long ahead) {
        scene.over(EndReason.HANDED_OVER, "user");
        left();
        comesAfter(Duration.ofSeconds(12), ahead);
        assertThat(isServed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-30_000, -5_000, 0, 30_000})
    void whoLoadsThePageAnewIsNot(long ahead) {
        scene.over(EndReason.HANDED_OVER, "user");
        left();
        comesAfter(Duration.ofSeconds(2), ahead);
        assertThat(isServed()).isFalse();
        scene.stores.clock().pass(Duration.ofMinutes(5));
        assertThat(isServed()).as("nor later").isFalse();
    }

    private void left() {
        scene.stores.clock().pass(Duration.ofMinutes(5));
        tells("participant_left");
        assertThat(isServed()).isFalse();
    }

    private void comesAfter(Duration time, long ahead) {
        scene.stores.clock().pass(time);
        scene.with("user", Kind.USER, scene.stores.clock().millis() + ahead, Map.of());
        tells("participant_joined");
    }

    private void tells(String event) {
        scene.stores
                .webhooks()
                .store(new WebhookEvent(
                        "e" + ++events,
                        event,
                        ROOM,
                        "RM_1",
                        "user",
                        "PA_user",
                        scene.stores.clock().millis()));
    }

    private boolean isServed() {
        var turn = scene.steps.begin(ROOM, null);
        scene.look(turn);
        scene.steps.advance(turn);
        scene.steps.end(turn);
        return scene.stores.sessions().openIn(ROOM).isPresent();
    }
}
