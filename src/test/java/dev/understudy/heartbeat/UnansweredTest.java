package dev.understudy.heartbeat;

import static dev.understudy.livekit.AgentRpc.Pulse.ALIVE;
import static dev.understudy.livekit.AgentRpc.Pulse.SILENT;
import static dev.understudy.livekit.AgentRpc.Pulse.UNANSWERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.livekit.AgentRpc;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * An agent of whom LiveKit says nothing in time, while it is there otherwise: its node was killed, and the list of participants goes on
 * naming it (behind Redis, measured). LiveKit says so itself, but takes 3 s for it.
 */
class UnansweredTest {
    private static final Duration PATIENT = Duration.ofSeconds(3);
    private final Watch watch = new Watch();

    @Test
    void itIsPingedWithThePatienceThatLiveKitNeedsToSayThatNobodyIsThere() {
        watch.agentFor(60_000, null);
        watch.answer(UNANSWERED, SILENT, SILENT);
        watch.heartbeat.beat();
        assertThat(watch.signals.take("room1").silent()).isEmpty();
        watch.heartbeat.beat();
        assertThat(watch.patience).containsExactly(Duration.ofMillis(500), PATIENT, PATIENT);
        assertThat(watch.signals.take("room1").silent()).containsExactly("agent1");
    }

    @Test
    void onceItAnswersItIsPingedAsEver() {
        watch.agentFor(60_000, null);
        watch.answer(UNANSWERED, ALIVE, ALIVE);
        for (var beat = 0; beat < 3; beat++) watch.heartbeat.beat();
        assertThat(watch.patience).containsExactly(Duration.ofMillis(500), PATIENT, Duration.ofMillis(500));
        assertThat(watch.signals.take("room1").silent()).isEmpty();
    }

    @Test
    void howeverLongLiveKitItselfSaysNothingNobodyIsDead() {
        watch.agentFor(60_000, null);
        watch.answer(UNANSWERED, UNANSWERED, SILENT, UNANSWERED);
        for (var beat = 0; beat < 3; beat++) watch.heartbeat.beat();
        assertThat(watch.pings).extracting(AgentRpc.Rpc::room).hasSize(4);
        assertThat(watch.signals.take("room1").silent()).isEmpty();
    }

    /** A node that pings only who is in doubt has no beats in which to look. */
    @Test
    void itsRoomIsLookedAtByANodeWithoutTheLeaseToo() {
        watch.hasLease = false;
        watch.agentFor(60_000, null);
        watch.report(1);
        watch.report();
        watch.answer(UNANSWERED);
        watch.heartbeat.doubt();
        watch.heartbeat.beat();
        assertThat(watch.nudged).containsExactly("room1");
    }
}
