package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.App;
import dev.understudy.fixtures.FreePort;
import dev.understudy.fixtures.OneAtATime;
import dev.understudy.fixtures.SandboxStage;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents whose worker says that they live: hardly pinged, and replaced as fast as ever. */
@OneAtATime
class SandboxSignsOfLifeTest {
    private static final int PORT = FreePort.find();
    private static final App APP = App.startOn(
            PORT,
            "--understudy.reconcile.interval=1h",
            "--understudy.sandbox.demo=false",
            "--understudy.sandbox.alive-url=http://127.0.0.1:" + PORT + "/api/agents/alive");
    private static final SandboxStage STAGE = SandboxStage.of(APP);
    private static final Duration SUCCESSOR_WITHIN = Duration.ofSeconds(5);
    private static final int TRIES = 3;

    @AfterEach
    void clear() {
        STAGE.clear();
    }

    @AfterAll
    static void stop() {
        APP.close();
    }

    @Test
    void anAgentThatAnsweredOnceIsNotPingedAnyMore() {
        var before = beats();
        var scene = Scene.onVideo(STAGE);
        scene.stays(Duration.ofSeconds(12), () -> assertThat(beats() - before).isLessThanOrEqualTo(2));
        assertThat(STAGE.operator().health()).contains("agents are vouched for by their workers, and not pinged");
        assertThat(scene.session().attempt()).isEqualTo(1);
    }

    /** Of a few tries, since a busy machine may make all of it slow. */
    @ParameterizedTest
    @ValueSource(strings = {"agent-dies", "agent-freezes"})
    void oneThatDiesHasASuccessorAsSoonAsWithPings(String fault) {
        var quickest = SUCCESSOR_WITHIN;
        for (var run = 0; run < TRIES && quickest.compareTo(SUCCESSOR_WITHIN) >= 0; run++) quickest = successor(fault);
        assertThat(quickest).isLessThan(SUCCESSOR_WITHIN);
    }

    private static Duration successor(String fault) {
        STAGE.clear();
        var scene = Scene.onVideo(STAGE);
        var lost = scene.session().agentIdentity();
        scene.stays(Duration.ofSeconds(3), () -> assertThat(scene.agents()).containsExactly(lost));
        var beats = beats();
        var began = System.nanoTime();
        STAGE.livekitFault(fault);
        Awaitility.await(fault)
                .atMost(STAGE.patience())
                .pollInterval(Duration.ofMillis(50))
                .until(() -> scene.agents().stream().anyMatch(agent -> !agent.equals(lost)));
        var took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println(fault + ": a successor after " + took.toMillis() + " ms, with " + (beats() - beats)
                + " heartbeats since the fault");
        scene.becomes("told", seen -> seen.tells("agent does not answer its heartbeat"));
        return took;
    }

    private static int beats() {
        return Beats.of(APP);
    }
}
