package dev.understudy.heartbeat;

import static dev.understudy.livekit.AgentRpc.Pulse.SILENT;
import static dev.understudy.livekit.AgentRpc.Pulse.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.livekit.AgentRpc;
import dev.understudy.livekit.CallClass;
import dev.understudy.livekit.LiveKitUnavailable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where workers vouch for their agents: who is not pinged, and who is at once. */
class VouchedForTest {
    private static final long OLD_MS = 60_000;
    private final Watch watch = new Watch();

    @Test
    void whomItsWorkerVouchesForIsNotPinged() {
        watch.agentFor(OLD_MS, null);
        watch.report(1);
        watch.heartbeat.beat();
        watch.clock.pass(Duration.ofMillis(2_500));
        watch.heartbeat.beat();
        watch.heartbeat.doubt();
        assertThat(watch.pings).isEmpty();
    }

    @Test
    void whoIsMissingFromTheNextReportIsPingedAtOnceAndNoBudgetOfBeatsHoldsItUp() {
        watch.agentFor(OLD_MS, null);
        watch.agentFor(OLD_MS, null);
        watch.report(1, 2);
        watch.report(1);
        watch.answer(SILENT, SILENT);
        watch.heartbeat.doubt();
        assertThat(watch.pings).extracting(AgentRpc.Rpc::identity).containsExactly("agent2", "agent2");
        assertThat(watch.pings).extracting(AgentRpc.Rpc::urgency).containsOnly(CallClass.LOOK);
        assertThat(watch.signals.take("room2").silent()).containsExactly("agent2");
        assertThat(watch.nudged).containsExactly("room2");
    }

    @Test
    void aReportThatIsLateIsNoDeathWhenTheAgentAnswersAndItIsPingedAsEverFromThenOn() {
        watch.agentFor(OLD_MS, null);
        watch.report(1);
        watch.clock.pass(Duration.ofMillis(2_501));
        watch.heartbeat.doubt();
        watch.heartbeat.doubt();
        assertThat(watch.pings).extracting(AgentRpc.Rpc::urgency).containsExactly(CallClass.LOOK);
        watch.heartbeat.beat();
        assertThat(watch.pings).hasSize(2);
        nobodyIsDead();
        watch.report(1);
        watch.heartbeat.beat();
        assertThat(watch.pings).hasSize(2);
    }

    @Test
    void whoHasNeverAnsweredIsPingedHoweverMuchItsWorkerVouchesForItAndNeverJudged() {
        watch.unheard(OLD_MS);
        watch.report(1);
        watch.answer(SILENT, SILENT);
        watch.heartbeat.beat();
        assertThat(watch.pings).hasSize(2);
        watch.report();
        watch.heartbeat.doubt();
        assertThat(watch.pings).as("nothing would come of it").hasSize(2);
        nobodyIsDead();
        watch.report(1);
        watch.heartbeat.beat();
        watch.heartbeat.beat();
        assertThat(watch.pings).as("until it answers").hasSize(3);
    }

    @Test
    void whoLeftInGoodOrderIsNobodysConcernNorIsOneThatNobodyKnows() {
        watch.report(1, 7);
        watch.report();
        watch.heartbeat.doubt();
        watch.agentFor(OLD_MS, null);
        watch.report(1);
        watch.report();
        watch.answer(UNKNOWN);
        watch.heartbeat.doubt();
        assertThat(watch.pings).hasSize(1);
        nobodyIsDead();
    }

    @Test
    void whileLiveKitIsAwayAReportThatStopsIsNoDeathEither() {
        watch.agentFor(OLD_MS, null);
        watch.report(1);
        watch.health.failed();
        watch.trouble = new LiveKitUnavailable("ListRooms", "gone");
        watch.report();
        watch.heartbeat.doubt();
        assertThat(watch.pings).isEmpty();
    }

    private void nobodyIsDead() {
        assertThat(watch.signals.take("room1").silent()).isEmpty();
        assertThat(watch.nudged).isEmpty();
    }
}
