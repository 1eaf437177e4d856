package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.Stage;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Agents that die, stay away, come back, or are one too many. */
interface AgentJourneys extends OnStage {
    @Test
    default void aKilledAgentIsReplacedInTheSameSession() {
        isReplacedAfter(session -> stage().agentDies(session));
    }

    @Test
    default void aFrozenAgentIsReplacedInTheSameSession() {
        isReplacedAfter(session -> stage().agentFreezes(session));
    }

    @Test
    default void whoComesBackAfterLiveKitWasKilledIsAdopted() {
        var scene = Scene.onVideo(stage());
        var before = scene.session();
        stage().livekitIsKilledAndRestarted();
        scene.everybodyIsBack(before);
        scene.stays(Duration.ofSeconds(7), () -> assertThat(scene.agents()).containsExactly(before.agentIdentity()));
        var after = scene.video();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.attempt()).isEqualTo(1);
        assertThat(after.avatarIdentity()).isEqualTo(before.avatarIdentity());
        assertThat(stage().livekit().dispatches(scene.room(), Stage.AGENT)).isEmpty();
        scene.leave();
        scene.endsAsItWasLeft();
        scene.nothingIsLeft();
    }

    /** Calls are carried out and answered too late for anybody to hear it: that is no death of an agent, and no second one is asked for. */
    @Test
    default void aLiveKitThatStandsStillForAWhileCostsNobodyTheirAgent() {
        var scene = Scene.onVideo(stage());
        var before = scene.session();
        stage().livekitStandsStill();
        await("noticed").atMost(stage().patience()).until(() -> isLiveKitAway());
        stage().livekitGoesOn();
        await("it is over").atMost(stage().patience()).until(() -> !isLiveKitAway());
        scene.stays(Duration.ofSeconds(8), () -> {
            assertThat(scene.session().attempt()).isEqualTo(1);
            assertThat(scene.session().agentIdentity()).isEqualTo(before.agentIdentity());
        });
        scene.hasOneAgent();
        scene.leave();
        scene.endsAsItWasLeft();
        scene.nothingIsLeft();
    }

    private boolean isLiveKitAway() {
        return stage().operator().health().contains("LiveKit did not answer");
    }

    @Test
    default void withoutAWorkerTheSessionFailsAndANewOneFollowsWhenThereIsOne() {
        stage().workersGo();
        var scene = Scene.open(stage());
        for (int attempt = 1; attempt <= stage().times().attempts(); attempt++)
            scene.attemptIsInVain(attempt, stage().times().noJobAfter());
        var failed = scene.over("FAILED", "no_worker");
        assertThat(failed.attempt()).isEqualTo(stage().times().attempts());
        stage().workersCome();
        var next = scene.video();
        assertThat(next.id()).isNotEqualTo(failed.id());
        assertThat(next.tells("opened again: a user still waits")).isTrue();
    }

    @Test
    default void anAgentTooManyIsRemoved() {
        var scene = Scene.onVideo(stage());
        var ours = scene.session();
        stage().livekit().strangerDispatches(scene.room(), Stage.AGENT);
        scene.becomes("second agent removed", seen -> seen.tells("a second agent is removed"));
        scene.hasOneAgent();
        assertThat(scene.session().agentIdentity()).isEqualTo(ours.agentIdentity());
        assertThat(scene.video().id()).isEqualTo(ours.id());
    }

    @Test
    default void aForeignAgentIsLeftAlone() {
        var scene = Scene.onVideo(stage());
        stage().foreignAgentJoins(scene.room(), "foreigner");
        var session = scene.session();
        stage().agentDies(session);
        scene.becomes("successor", seen -> seen.attempt() == 2 && seen.state().equals("VIDEO"));
        assertThat(stage().livekit().has(scene.room(), "foreigner")).isTrue();
        scene.leave();
        scene.endsAsItWasLeft();
        scene.nothingIsLeft();
        assertThat(stage().livekit().has(scene.room(), "foreigner")).isTrue();
    }

    private void isReplacedAfter(Consumer<SeenSession> misfortune) {
        var scene = Scene.onVideo(stage());
        var before = scene.session();
        misfortune.accept(before);
        var after = scene.becomes(
                "successor", seen -> seen.attempt() == 2 && seen.state().equals("VIDEO"));
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.agentIdentity()).isNotEqualTo(before.agentIdentity());
        assertThat(after.tells("agent does not answer its heartbeat")).isTrue();
        scene.video();
        assertThat(stage().livekit().has(scene.room(), before.agentIdentity())).isFalse();
    }
}
