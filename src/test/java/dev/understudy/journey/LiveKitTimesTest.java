package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.real.LiveKitStage;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long things take with a real LiveKit server and real workers; prints what it measures. {@code -Dtimes.runs=5} for a table. */
@Tag("livekit")
class LiveKitTimesTest {
    private static final int RUNS = Integer.getInteger("times.runs", 3);
    private static final int SESSIONS = RUNS + 1;
    private static final int RUNS_WITHOUT_GOAL = RUNS / 2;
    private static final long GOAL_MS = 5_000;
    private static LiveKitStage stage;

    @BeforeAll
    static void curtainUp() {
        stage = LiveKitStage.start("--understudy.session.grace=1s");
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
    void thePhasesOfASession() {
        var times = new Times();
        for (var run = 0; run < SESSIONS; run++) {
            stage.workers().awaitWarm();
            var session = Scene.onVideo(stage).session();
            times.add("user joined -> session opened by webhook", joinedUntilOpened(session));
            phase(times, session, "session opened -> dispatched", "opened", "agent dispatched");
            phase(times, session, "dispatched -> agent joined", "agent dispatched", "agent joined");
            phase(times, session, "agent joined -> Tavus asked", "agent joined", "asking Tavus");
            phase(times, session, "Tavus asked -> conversation made", "asking Tavus", "Tavus made");
            phase(times, session, "conversation made -> video published", "Tavus made", Scene.PUBLISHED);
            phase(times, session, "video published -> agent acknowledged", Scene.PUBLISHED, "the agent speaks");
            phase(times, session, "session opened -> video published", "opened", Scene.PUBLISHED);
            stage.clear();
        }
        times.print("The phases of a session, with a real LiveKit server");
        assertThat(times.median("dispatched -> agent joined")).isLessThan(3_000);
    }

    @Test
    void theSuccessorOfAnAgentWhoseProcessIsGone() {
        var times = new Times();
        for (var run = 0; run < RUNS; run++) {
            successor(times, "SIGKILL of the job's process (goal < 5000)", session -> stage.agentDies(session));
            successor(times, "SIGSTOP of the job's process (goal < 5000)", session -> stage.agentFreezes(session));
        }
        for (var run = 0; run < RUNS_WITHOUT_GOAL; run++) {
            successor(times, "lone worker killed whole, started again at once (no goal)", this::loneWorkerKilled);
            successor(times, "frozen worker beside a healthy one (no goal)", session -> stage.workers()
                    .of(session)
                    .freeze());
        }
        times.print("From the misfortune to the successor in the room");
        assertThat(times.median("SIGKILL of the job's process (goal < 5000)")).isLessThan(GOAL_MS);
        assertThat(times.median("SIGSTOP of the job's process (goal < 5000)")).isLessThan(GOAL_MS);
    }

    private void loneWorkerKilled(SeenSession session) {
        stage.workers().go();
        stage.workers().come();
    }

    private void successor(Times times, String what, Consumer<SeenSession> misfortune) {
        stage.workers().awaitWarm();
        var scene = Scene.onVideo(stage);
        var session = scene.becomes("old enough for its heartbeat to count", LiveKitTimesTest::isOldEnough);
        var begin = System.nanoTime();
        misfortune.accept(session);
        Awaitility.await("successor of " + session.agentIdentity())
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> scene.agents().stream().anyMatch(agent -> !agent.equals(session.agentIdentity())));
        times.add(what, (System.nanoTime() - begin) / 1_000_000);
        scene.hasOneAgent();
        stage.clear();
    }

    private static boolean isOldEnough(SeenSession session) {
        var joined = session.story().stream()
                .filter(line -> line.event().equals("agent joined"))
                .findFirst();
        return joined.isPresent() && joined.get().at().isBefore(Instant.now().minusMillis(2_500));
    }

    private static void phase(Times times, SeenSession session, String what, String from, String to) {
        times.add(what, session.between(from, to).toMillis());
    }

    private static long joinedUntilOpened(SeenSession session) {
        var user = stage.livekit().people(session.room()).stream()
                .filter(person -> person.getIdentity().equals(Scene.USER))
                .findFirst()
                .orElseThrow();
        return session.story().get(0).at().toEpochMilli() - user.getJoinedAtMs();
    }
}
