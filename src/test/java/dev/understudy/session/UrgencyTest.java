package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.ManualClock;
import dev.understudy.livekit.CallClass;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which looks cannot wait. */
class UrgencyTest {
    private final Signals signals = new Signals(new ManualClock(Times.NOW));

    @Test
    void whoWaitsForAnAgentComesFirst() {
        assertThat(of(null)).isEqualTo(CallClass.WAIT);
        assertThat(of(aSession().requested())).isEqualTo(CallClass.WAIT);
    }

    /** A page that was forgotten in a room that was handed over would be looked at before those who wait, each time. */
    @Test
    void nobodyWaitsWhereTheLastSessionIsOverForGoodAndNothingWasHeardSince() {
        assertThat(after(EndReason.HANDED_OVER)).isEqualTo(CallClass.LOOK);
        assertThat(after(EndReason.IDLE)).isEqualTo(CallClass.LOOK);
        assertThat(after(EndReason.NO_WORKER)).isEqualTo(CallClass.WAIT);
    }

    @Test
    void andWhoseAgentHasNotSaidThatItHeardOfTheFace() {
        assertThat(of(aSession().startingVideo())).isEqualTo(CallClass.WAIT);
        assertThat(of(aSession().toldFor(500).inVideo())).isEqualTo(CallClass.WAIT);
    }

    @Test
    void whoLeftComesBeforeAllThatIsOnlyLookedAt() {
        assertThat(of(aSession().endingFor(9_000, SessionState.VIDEO))).isEqualTo(CallClass.LEAVE);
        signals.gone("demo");
        assertThat(of(aSession().inAudio())).isEqualTo(CallClass.LEAVE);
    }

    @Test
    void aRoomInWhichAllIsWellCanWait() {
        assertThat(of(aSession().toldFor(9_000).acknowledged().inVideo())).isEqualTo(CallClass.LOOK);
    }

    @Test
    void aSilentAgentsUserWaitsForAnother() {
        signals.silent("demo", OUR_AGENT);
        assertThat(of(aSession().toldFor(9_000).acknowledged().inVideo())).isEqualTo(CallClass.WAIT);
    }

    private CallClass after(EndReason reason) {
        var turn = new Turn("demo", true);
        turn.comesAfter(aSession().ended(reason));
        turn.hears(List.of(), signals.take("demo"));
        return Urgency.of(turn);
    }

    private CallClass of(@Nullable Session session) {
        var turn = new Turn("demo", true);
        turn.worksOn(session);
        turn.hears(List.of(), signals.take("demo"));
        return Urgency.of(turn);
    }
}
