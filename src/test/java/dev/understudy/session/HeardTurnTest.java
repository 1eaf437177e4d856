package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.ROOM;
import static dev.understudy.session.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.webhook.WebhookEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** A turn that is wanted for nothing but an event looks at the room only when the event can change something. */
class HeardTurnTest {
    private final Scene scene = new Scene();

    @BeforeEach
    void someoneTalks() {
        scene.withUser().withAgent(OUR_AGENT);
        scene.there(aSession().withAgentFor(9_000).inAudio());
    }

    @AfterEach
    void noLineIsAboutTheSessionAnyMore() {
        MDC.remove(Mention.KEY);
    }

    @Test
    void anEventThatChangesNothingIsDoneWithAndCostsNoLook() {
        heard("track_published");
        scene.signals.silent(ROOM, OUR_AGENT);
        var turn = scene.steps.begin(ROOM, true);
        scene.steps.hear(turn);
        assertThat(turn.isLooking()).isFalse();
        assertThat(scene.stores.webhooks().waiting(ROOM)).isEmpty();
        assertThat(scene.signals.take(ROOM).silent())
                .as("left to the turn that is wanted for it")
                .isNotEmpty();
    }

    @Test
    void anEventThatMayChangeSomethingIsLookedInto() {
        heard("participant_left");
        var turn = scene.steps.begin(ROOM, true);
        scene.steps.hear(turn);
        assertThat(turn.isLooking()).isTrue();
        assertThat(scene.stores.webhooks().waiting(ROOM)).hasSize(1);
    }

    @Test
    void whoOnlyHeardSomethingWhileAnotherWasAtItHasTheNextOneHearAndNotLook() {
        var turn = scene.steps.begin(ROOM, null);
        assertThat(scene.steps.begin(ROOM, true)).isNull();
        scene.steps.end(turn);
        assertThat(scene.sent.all()).containsExactly("rooms demo {onlyHeard=true}");
    }

    @Test
    void aLookThatIsWantedIsNotForgottenForAnEventThatComesLater() {
        var turn = scene.steps.begin(ROOM, null);
        assertThat(scene.steps.begin(ROOM, null)).isNull();
        assertThat(scene.steps.begin(ROOM, true)).isNull();
        scene.steps.end(turn);
        assertThat(scene.sent.all()).containsExactly("rooms demo");
    }

    private void heard(String event) {
        var now = scene.stores.clock().millis();
        scene.stores.webhooks().store(new WebhookEvent("e1", event, ROOM, "RM_1", "user", "PA_1", now));
    }
}
