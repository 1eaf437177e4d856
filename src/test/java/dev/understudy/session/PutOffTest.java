package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.ROOM;
import static dev.understudy.session.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.livekit.LiveKitPutOff;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A turn for which the budget of calls has nothing. */
class PutOffTest {
    private final Scene scene = new Scene();

    @Test
    void aTurnThatIsPutOffComesWhenTheBudgetSaysAndIsNobodysTrouble() {
        scene.withUser();
        var session = scene.there(aSession().inVideo());
        scene.signals.over(ROOM, SessionBuilder.CONVERSATION);
        putOff(Duration.ofSeconds(7));
        assertThat(scene.now(session).stamps().dueAt())
                .isEqualTo(scene.stores.clock().millis() + 7_000);
        assertThat(scene.signals.take(ROOM).over()).isEqualTo(SessionBuilder.CONVERSATION);
        assertThat(scene.health.isDoubted()).isFalse();
    }

    @Test
    void norIsItAnAttemptOfASessionThatAsksForAnAgent() {
        var session = scene.there(aSession().requested());
        putOff(Duration.ofSeconds(7));
        assertThat(scene.now(session).casting().attempt()).isEqualTo(1);
        assertThat(scene.now(session).stamps().dueAt())
                .isEqualTo(scene.stores.clock().millis() + 7_000);
    }

    /** Whatever waits in the inbox is swept every two seconds: that is no reason to be refused once more. */
    @Test
    void untilThenOnlySomethingNewIsAReasonToTry() {
        scene.there(aSession().inVideo());
        putOff(Duration.ofSeconds(7));
        assertThat(scene.steps.begin(ROOM, null)).isNull();
        assertThat(scene.steps.begin("another", null)).isNotNull();
        var fresh = scene.steps.begin(ROOM, true);
        assertThat(fresh).isNotNull();
        scene.steps.end(fresh);
        scene.stores.clock().pass(Duration.ofSeconds(7));
        assertThat(scene.steps.begin(ROOM, null)).isNotNull();
    }

    private void putOff(Duration time) {
        var turn = scene.steps.begin(ROOM, null);
        var putOff = new LiveKitPutOff("ListParticipants", time);
        scene.livekit.trouble = putOff;
        assertThatThrownBy(() -> scene.look(turn)).isSameAs(putOff);
        scene.steps.putOff(turn, putOff);
        scene.steps.end(turn);
    }
}
