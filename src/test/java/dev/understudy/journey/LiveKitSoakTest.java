package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.real.LiveKitStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A busy machine is no death: beside three busy loops no living agent is replaced. */
class LiveKitSoakTest {
    private static final int ROOMS = 4;
    private static final int LOOPS = 3;
    private final List<Process> loops = new ArrayList<>();
    private LiveKitStage stage;

    @BeforeEach
    void curtainUp() {
        // what is asked here is the agent; a face that is slow to come on a busy machine decides nothing
        stage = LiveKitStage.start("--understudy.session.avatar-deadline=80s");
    }

    @AfterEach
    void curtainDown() {
        loops.forEach(Process::destroyForcibly);
        stage.close();
    }

    @Test
    @Tag("livekit")
    void noLivingAgentIsReplacedInOneBusyMinute() throws IOException {
        soak(Duration.ofMinutes(1));
    }

    @Test
    @Tag("chaos")
    void noLivingAgentIsReplacedInTenBusyMinutes() throws IOException {
        soak(Duration.ofMinutes(10));
    }

    private void soak(Duration time) throws IOException {
        var scenes = Stream.generate(() -> Scene.onVideo(stage)).limit(ROOMS).toList();
        var before = scenes.stream().map(Scene::session).toList();
        for (var i = 0; i < LOOPS; i++) loops.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
        Awaitility.await("a busy time")
                .pollInterval(Duration.ofSeconds(1))
                .during(time)
                .atMost(time.plusSeconds(30))
                .until(() -> {
                    before.forEach(this::isServedAsBeforeIfItCanBeSeen);
                    return true;
                });
        before.forEach(this::isServedAsBefore);
        scenes.forEach(Scene::hasOneAgent);
        System.out.printf("%d agents beside %d busy loops for %d s: none replaced%n", ROOMS, LOOPS, time.toSeconds());
    }

    /** On a machine as busy as this an answer may take longer than the asker waits; that is no verdict. */
    private void isServedAsBeforeIfItCanBeSeen(SeenSession before) {
        try {
            isServedAsBefore(before);
        } catch (UncheckedIOException e) {
            System.out.println("no answer in time: " + e.getMessage());
        } catch (AssertionError e) {
            if (!String.valueOf(e.getMessage()).startsWith("HTTP 503")) throw e;
            System.out.println("the store did not answer in time");
        }
    }

    private void isServedAsBefore(SeenSession before) {
        var now = stage.operator().session(before.room()).orElseThrow();
        assertThat(now.attempt()).as(now.toString()).isEqualTo(1);
        assertThat(now.agentIdentity()).isEqualTo(before.agentIdentity());
    }
}
