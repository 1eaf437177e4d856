package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.real.LiveKitStage;
import dev.understudy.fixtures.real.Signal;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real workers that say which of their agents live: no pings, and a successor as soon as with them; prints what it measures. */
@Tag("livekit")
class LiveKitSignsOfLifeTest {
    private static final int RUNS = Integer.getInteger("times.runs", 3);
    private static final long GOAL_MS = 5_000;
    private static LiveKitStage stage;

    @BeforeAll
    static void curtainUp() {
        stage = LiveKitStage.startWithSignsOfLife("--understudy.session.grace=1s");
    }

    @AfterEach
    void clear() {
        stage.clear();
    }

    @AfterAll
    static void curtainDown() {
        stage.close();
    }

    @Test
    void theSuccessorOfAnAgentWhoseProcessIsGone() {
        var times = new Times();
        for (var run = 0; run < RUNS; run++) {
            successor(times, "SIGKILL of the job's process (goal < 5000)", session -> stage.agentDies(session));
            successor(times, "SIGSTOP of the job's process (goal < 5000)", session -> stage.agentFreezes(session));
        }
        times.print("From the misfortune to the successor in the room, with signs of life and without pings");
        assertThat(times.median("SIGKILL of the job's process (goal < 5000)")).isLessThan(GOAL_MS);
        assertThat(times.median("SIGSTOP of the job's process (goal < 5000)")).isLessThan(GOAL_MS);
    }

    @Test
    void aWorkerWhoseOwnProcessStandsStillLosesNoAgent() {
        stage.workers().awaitWarm();
        var scene = Scene.onVideo(stage);
        var session = vouchedFor(scene);
        var beats = beats();
        var worker = stage.workers().of(session);
        worker.process().signal(Signal.STOP);
        try {
            scene.becomes("pinged again", seen -> beats() > beats + 2);
            assertThat(scene.session().attempt()).isEqualTo(1);
        } finally {
            worker.thaw();
        }
        vouchedFor(scene);
        assertThat(scene.agents()).containsExactly(session.agentIdentity());
    }

    private static void successor(Times times, String what, Consumer<SeenSession> misfortune) {
        stage.workers().awaitWarm();
        var scene = Scene.onVideo(stage);
        var session = vouchedFor(scene);
        var beats = beats();
        scene.stays(Duration.ofSeconds(6), () -> assertThat(beats()).isEqualTo(beats));
        var began = System.nanoTime();
        misfortune.accept(session);
        Awaitility.await("successor of " + session.agentIdentity())
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> scene.agents().stream().anyMatch(agent -> !agent.equals(session.agentIdentity())));
        times.add(what, (System.nanoTime() - began) / 1_000_000);
        assertThat(beats() - beats).as("the successor's first").isLessThanOrEqualTo(2);
        scene.hasOneAgent();
        stage.clear();
    }

    private static SeenSession vouchedFor(Scene scene) {
        return scene.becomes(
                "vouched for", seen -> stage.operator().health().contains("1 agents are vouched for by their workers"));
    }

    private static int beats() {
        return Beats.of(stage.app());
    }
}
