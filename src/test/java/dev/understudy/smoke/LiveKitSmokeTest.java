package dev.understudy.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.fixtures.real.LiveKitStage;
import dev.understudy.session.SessionEvents;
import dev.understudy.session.Sessions;
import dev.understudy.session.TimelineEntry;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The checklist with a real LiveKit server, a real worker, a real client and a real avatar; Tavus's API is simulated. */
@Tag("livekit")
class LiveKitSmokeTest {
    private static LiveKitStage stage;
    private static Runs runs;

    @BeforeAll
    static void curtainUp() {
        stage = LiveKitStage.start("--understudy.smoke.tavus=conversation");
        runs = new Runs(stage.app(), stage.operatorToken(), Duration.ofSeconds(180));
    }

    @AfterAll
    static void curtainDown() {
        stage.close();
    }

    @Test
    void theSevenLinesPassForRealAndNothingIsLeft() {
        var run = runs.over(runs.begin());
        System.out.println("POST /api/smoke with a real LiveKit server: " + Runs.text(run));
        System.out.println("the conversation was billed for " + billed(run) + " ms");
        assertThat(run.path("state").asText()).as(Runs.text(run)).isEqualTo("passed");
        assertThat(Runs.verdicts(run).values()).filteredOn("passed"::equals).hasSize(8);
        assertThat(stage.livekit().people(room(run))).isEmpty();
        assertThat(stage.tavus().active(session(run))).isZero();
    }

    @Test
    void withoutAWorkerTheLineOfTheWorkerFails() {
        stage.workersGo();
        var run = runs.over(runs.begin());
        System.out.println("without a worker: " + Runs.text(run));
        assertThat(Runs.verdicts(run)).containsEntry("user", "passed").containsEntry("worker", "failed");
        assertThat(Runs.verdicts(run)).containsEntry("agent", "skipped").containsEntry("cleanup", "passed");
        stage.workersCome();
    }

    private static String room(JsonNode run) {
        return "understudy-smoke-" + run.path("id").asText();
    }

    private static String session(JsonNode run) {
        return stage.app()
                .bean(Sessions.class)
                .latestIn(room(run))
                .orElseThrow()
                .id();
    }

    /** From the request at Tavus to the session's end. */
    static long billed(JsonNode run) {
        var story = stage.app().bean(SessionEvents.class).of(session(run));
        return at(story, "ended") - at(story, "asking Tavus");
    }

    private static long at(java.util.List<TimelineEntry> story, String event) {
        return story.stream()
                .filter(entry -> entry.event().startsWith(event))
                .findFirst()
                .orElseThrow()
                .at();
    }
}
