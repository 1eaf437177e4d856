package dev.understudy.heartbeat;

import static dev.understudy.livekit.AgentRpc.Pulse.ALIVE;
import static dev.understudy.livekit.AgentRpc.Pulse.SILENT;
import static dev.understudy.livekit.AgentRpc.Pulse.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.livekit.AgentRpc;
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
        assertThat(watch.pings).hasSize(2).containsOnly(watch.pings.get(0));
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
    void whereLiveKitDoesNotAnswerNobodyIsSilent() {
        beatsFor(UNKNOWN);
        nobodyIsDead();
        assertThat(watch.pings).as("nor is it asked again").hasSize(1);
        assertThat(watch.health.isUp()).isFalse();
    }

    @Test
    void norIsItSilentWhenLiveKitGoesBetweenBothPings() {
        beatsFor(SILENT, UNKNOWN);
        nobodyIsDead();
        assertThat(watch.health.isUp()).isFalse();
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
    void inItsFirstTwoSecondsAnAgentIsNotPinged() {
        watch.agentFor(0, null);
        watch.answer(SILENT, SILENT);
        watch.heartbeat.beat();
        watch.clock.pass(Duration.ofSeconds(2));
        watch.heartbeat.beat();
        assertThat(watch.pings).isEmpty();
        nobodyIsDead();
        watch.clock.pass(Duration.ofMillis(1));
        watch.heartbeat.beat();
        assertThat(watch.pings).hasSize(2);
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
