package dev.understudy.heartbeat;

import static dev.understudy.livekit.AgentRpc.Pulse.ALIVE;
import static dev.understudy.livekit.AgentRpc.Pulse.SILENT;
import static dev.understudy.livekit.AgentRpc.Pulse.UNANSWERED;
import static dev.understudy.livekit.AgentRpc.Pulse.UNKNOWN;
import static dev.understudy.livekit.AgentRpc.Pulse.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.livekit.AgentRpc;
import dev.understudy.livekit.CallClass;
import dev.understudy.livekit.LiveKitPutOff;
import dev.understudy.livekit.LiveKitRejected;
import dev.understudy.livekit.LiveKitUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;

/** When an agent counts as dead, and what never counts. */
class HeartbeatTest {
    private static final long OLD_MS = 60_000;
    private final Watch watch = new Watch();

    @Test
    void anAgentThatAnswersIsLeftAlone() {
        beatsFor(ALIVE);
        assertThat(watch.pings).containsExactly(new AgentRpc.Rpc("room1", "agent1", "understudy.ping", ""));
        assertThat(watch.patience).containsExactly(Duration.ofMillis(500));
        nobodyIsDead();
    }

    @Test
    void afterOneMissItIsPingedAgainAtOnceAndLivesWhenItAnswers() {
        beatsFor(SILENT, ALIVE);
        assertThat(watch.pings).extracting(AgentRpc.Rpc::identity).containsExactly("agent1", "agent1");
        assertThat(watch.patience)
                .as("with more patience")
                .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(watch.pings)
                .extracting(AgentRpc.Rpc::urgency)
                .as("the second one, on which a life depends, before all heartbeats")
                .containsExactly(CallClass.BEAT, CallClass.LOOK);
        nobodyIsDead();
    }

    @Test
    void twoMissesAreDeathAndItsRoomIsWorkedOn() {
        beatsFor(SILENT, SILENT);
        assertThat(watch.pings).hasSize(2);
        assertThat(watch.signals.take("room1").silent()).containsExactly("agent1");
        assertThat(watch.nudged).containsExactly("room1");
        assertThat(watch.health.isUp()).isTrue();
    }

    @Test
    void whereLiveKitSaysNothingNobodyIsSilent() {
        beatsFor(UNANSWERED);
        nobodyIsDead();
        assertThat(watch.pings).as("nor is it asked again").hasSize(1);
        assertThat(watch.health.isDoubted()).as("but LiveKit is").isTrue();
    }

    @Test
    void aLiveKitThatStandsStillIsNoDeathOfAnybody() {
        watch.agentFor(OLD_MS, null);
        watch.agentFor(OLD_MS, null);
        watch.answer(UNANSWERED, SILENT, UNANSWERED);
        watch.heartbeat.beat();
        watch.trouble = new LiveKitUnavailable("ListRooms", "timeout");
        watch.heartbeat.beat();
        assertThat(watch.health.isUp())
                .as("it was asked, and said nothing either")
                .isFalse();
        watch.heartbeat.beat();
        assertThat(watch.pings).as("nobody is pinged meanwhile").hasSize(3);
        nobodyIsDead();
    }

    /** LiveKit takes 3 s to say that somebody is not there (measured): longer than anybody waits for a ping. */
    @Test
    void theRoomOfWhomLiveKitSaysNothingIsLookedAtWhenLiveKitIsThere() {
        beatsFor(UNANSWERED);
        watch.heartbeat.beat();
        assertThat(watch.asked).isEqualTo(1);
        assertThat(watch.nudged).containsExactly("room1");
        assertThat(watch.signals.take("room1").silent()).isEmpty();
        watch.heartbeat.beat();
        assertThat(watch.nudged).as("once").hasSize(1);
    }

    @Test
    void norIsItSilentWhenLiveKitGoesBetweenBothPings() {
        beatsFor(SILENT, UNANSWERED);
        nobodyIsDead();
        assertThat(watch.health.isDoubted()).isTrue();
    }

    @Test
    void aPingThatCameToNothingAtAllTellsNothing() {
        watch.answers.add(CompletableFuture.failedFuture(new IllegalStateException("no such luck")));
        beatsFor();
        nobodyIsDead();
        watch.heartbeat.beat();
        assertThat(watch.pings).as("and it is pinged again next time").hasSize(2);
    }

    @Test
    void inItsFirstTwoSecondsNoMissCountsAgainstAnAgent() {
        watch.agentFor(0, null);
        watch.answer(SILENT, SILENT, SILENT, SILENT);
        watch.heartbeat.beat();
        watch.clock.pass(Duration.ofSeconds(2));
        watch.heartbeat.beat();
        assertThat(watch.pings).as("nor is it asked twice").hasSize(2);
        nobodyIsDead();
        watch.clock.pass(Duration.ofMillis(1));
        watch.heartbeat.beat();
        assertThat(watch.pings).hasSize(4);
        assertThat(watch.signals.take("room1").silent()).containsExactly("agent1");
    }

    @Test
    void anAgentThatHasNeverAnsweredIsNotJudgedByItsSilence() {
        watch.unheard(OLD_MS);
        watch.answer(SILENT, SILENT);
        watch.heartbeat.beat();
        nobodyIsDead();
        assertThat(watch.pulses.mute()).as("and that is said").containsExactly("worker");
    }

    @Test
    void oneThatAnsweredIsJudgedFromThenOnAndThatItAnsweredIsToldOnce() {
        watch.unheard(0);
        watch.answer(ALIVE, ALIVE);
        watch.heartbeat.beat();
        assertThat(watch.signals.take("room1").answering()).containsExactly("agent1");
        watch.heartbeat.beat();
        assertThat(watch.signals.take("room1")).isEqualTo(watch.signals.take("nobody"));
        assertThat(watch.nudged).as("nobody has to do anything about it now").isEmpty();
        watch.clock.pass(Duration.ofMinutes(1));
        watch.answer(SILENT, SILENT);
        watch.heartbeat.beat();
        assertThat(watch.signals.take("room1").silent()).containsExactly("agent1");
        assertThat(watch.pulses.mute()).isEmpty();
    }

    @Test
    void aLiveKitThatKnowsNoCallsIsAskedAgainOnlyNowAndThenAndNobodyIsJudged() {
        beatsFor(UNSUPPORTED);
        watch.heartbeat.beat();
        assertThat(watch.pings).hasSize(1);
        assertThat(watch.pulses.isWithout()).isTrue();
        assertThat(watch.health.isShaky()).as("it is there all the same").isFalse();
        nobodyIsDead();
        watch.clock.pass(Duration.ofSeconds(10));
        watch.heartbeat.beat();
        assertThat(watch.pings).hasSize(2);
        assertThat(watch.pulses.isWithout()).isFalse();
    }

    @Test
    void whatLiveKitDoesNotSayOfOneAgentIsNoTroubleOfLiveKit() {
        beatsFor(SILENT, UNKNOWN);
        nobodyIsDead();
        assertThat(watch.health.isUp()).isTrue();
    }

    @Test
    void whereLiveKitDidNotAnswerForARoomItIsAskedWhetherItIsThereAtAll() {
        watch.health.doubt();
        beatsFor(ALIVE);
        assertThat(watch.asked).isEqualTo(1);
        assertThat(watch.pings).as("the others are judged meanwhile").hasSize(1);
        assertThat(watch.health.isDoubted()).isFalse();
        watch.health.doubt();
        watch.trouble = new LiveKitUnavailable("ListRooms", "gone");
        watch.heartbeat.beat();
        assertThat(watch.health.isUp()).isFalse();
    }

    @Test
    void aProbeThatIsPutOffTellsNothingOfLiveKit() {
        watch.health.doubt();
        watch.trouble = new LiveKitPutOff("ListRooms", Duration.ofSeconds(3));
        beatsFor(ALIVE);
        assertThat(watch.health.isUp()).isTrue();
        assertThat(watch.health.isDoubted()).as("it is asked again").isTrue();
    }

    @Test
    void whoHasNotAnsweredYetIsNotPingedTwice() {
        var late = new CompletableFuture<AgentRpc.Pulse>();
        watch.answers.add(late);
        beatsFor();
        watch.heartbeat.beat();
        assertThat(watch.pings).hasSize(1);
        late.complete(ALIVE);
        watch.heartbeat.beat();
        assertThat(watch.pings).hasSize(2);
    }

    @Test
    void oneAgentsDeathIsNotAnothers() {
        watch.agentFor(OLD_MS, null);
        watch.answer(SILENT, SILENT, ALIVE);
        beatsFor();
        assertThat(watch.nudged).containsExactly("room1");
        assertThat(watch.signals.take("room2").silent()).isEmpty();
    }

    @Test
    void aRoomThatWaitsForAnAcknowledgementIsLookedAt() {
        watch.agentFor(0, 7L);
        watch.agentFor(OLD_MS, null);
        watch.heartbeat.beat();
        assertThat(watch.nudged).containsExactly("room1");
    }

    @Test
    void ofAllNodesOnePings() {
        watch.hasLease = false;
        beatsFor();
        assertThat(watch.pings).isEmpty();
        assertThat(watch.leases).as("two beats long").containsExactly("heartbeat for 4000");
    }

    @Test
    void aNodeThatDoesNotPingAsksAllTheSameWhetherLiveKitIsBack() {
        watch.hasLease = false;
        watch.health.failed();
        beatsFor();
        assertThat(watch.health.isUp()).isTrue();
    }

    /** The disk is full, or the database locked: what cannot be written is no word on an agent, and no reason not to ask it. */
    @Test
    void whereTheLeaseCannotBeWrittenAgentsAreStillPinged() {
        watch.storeTrouble = new CannotAcquireLockException("locked");
        beatsFor(ALIVE);
        assertThat(watch.pings).hasSize(1);
        nobodyIsDead();
        watch.answer(SILENT, SILENT);
        watch.heartbeat.beat();
        assertThat(watch.signals.take("room1").silent()).containsExactly("agent1");
        assertThat(watch.nudged).containsExactly("room1");
    }

    @ParameterizedTest
    @MethodSource
    void whileLiveKitCannotBeAskedNobodyIsPinged(RuntimeException trouble) {
        watch.health.failed();
        watch.trouble = trouble;
        beatsFor(SILENT, SILENT);
        assertThat(watch.asked).isEqualTo(1);
        assertThat(watch.pings).isEmpty();
        assertThat(watch.health.isUp()).isFalse();
    }

    static Stream<RuntimeException> whileLiveKitCannotBeAskedNobodyIsPinged() {
        return Stream.of(new LiveKitUnavailable("ListRooms", "gone"), new LiveKitRejected("ListRooms"));
    }

    @Test
    void andNotForFiveSecondsAfterItCameBack() {
        watch.health.failed();
        beatsFor();
        assertThat(watch.health.isUp()).as("it was asked, and answered").isTrue();
        watch.clock.pass(Duration.ofMillis(4_999));
        watch.heartbeat.beat();
        assertThat(watch.pings).isEmpty();
        watch.clock.pass(Duration.ofMillis(1));
        watch.heartbeat.beat();
        assertThat(watch.pings).hasSize(1);
        assertThat(watch.asked).as("who answers is not asked").isEqualTo(1);
    }

    private void beatsFor(AgentRpc.Pulse... answers) {
        watch.agentFor(OLD_MS, null);
        watch.answer(answers);
        watch.heartbeat.beat();
    }

    private void nobodyIsDead() {
        assertThat(watch.signals.take("room1").silent()).isEmpty();
        assertThat(watch.nudged).isEmpty();
    }
}
