package dev.understudy.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.alert.Alert;
import dev.understudy.alert.Alerts;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.WorldControls;
import dev.understudy.session.Chores;
import dev.understudy.session.Nudges;
import dev.understudy.session.Opening;
import dev.understudy.session.Plan;
import dev.understudy.session.Sessions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole checklist in the sandbox, with deadlines that a busy machine does not reach: what is well passes, and each fault fails the line that it is about. */
class SmokeTest {
    private static final List<String> SEVEN =
            List.of("token", "user", "worker", "agent", "tavus", "video", "conversation");
    private static App app;
    private static Runs runs;
    private static WorldControls world;

    @BeforeAll
    static void start() {
        app = App.start(
                "--understudy.sandbox.delays.phrase=800ms",
                "--understudy.session.avatar-deadline=10s",
                "--understudy.session.ack-deadline=10s",
                "--understudy.tavus.timeout=5000",
                "--understudy.tavus.probe-interval=500ms",
                "--understudy.smoke.look-interval=500ms",
                "--understudy.smoke.poll=50",
                "--understudy.smoke.deadlines.door=15s",
                "--understudy.smoke.deadlines.worker=20s",
                "--understudy.smoke.deadlines.agent=20s",
                "--understudy.smoke.deadlines.tavus=20s",
                "--understudy.smoke.deadlines.video=20s",
                "--understudy.smoke.deadlines.conversation=20s",
                "--understudy.smoke.deadlines.cleanup=20s");
        runs = new Runs(app, "sandbox", Duration.ofSeconds(180));
        world = new WorldControls(app.port());
    }

    @AfterEach
    void allIsWell() {
        world.fault("livekit", "none");
        world.fault("tavus", "none");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void theSevenLinesPassAndNothingIsLeft() {
        var run = runs.over(runs.begin());
        assertThat(run.path("state").asText()).as(Runs.text(run)).isEqualTo("passed");
        assertThat(Runs.verdicts(run).keySet())
                .startsWith(SEVEN.toArray(String[]::new))
                .endsWith("site", "cleanup");
        assertThat(SEVEN).allSatisfy(line -> assertThat(Runs.verdicts(run)).containsEntry(line, "passed"));
        assertThat(Runs.verdicts(run)).containsEntry("site", "skipped").containsEntry("cleanup", "passed");
        nothingIsLeft(run);
    }

    @Tag("load")
    @ParameterizedTest
    @CsvSource({
        "livekit, down, user",
        "livekit, no-worker, worker",
        "livekit, agent-no-show, agent",
        "livekit, no-ack, conversation",
        "tavus, out-of-credits, tavus",
        "tavus, full, tavus",
        "tavus, down, tavus",
        "tavus, slow, tavus",
        "tavus, no-show, video",
    })
    void eachFaultFailsItsLine(String whose, String fault, String line) {
        world.fault(whose, fault);
        var run = runs.over(runs.begin());
        assertThat(run.path("state").asText()).isEqualTo("failed");
        failsAt(run, line);
        assertThat(openAlerts()).contains(line);
        allIsWell();
        nothingIsLeft(run);
    }

    @Test
    void theNextGoodRunEndsTheAlertThoughNobodyElseWakesTheBreaker() {
        world.fault("tavus", "revoked");
        failsAt(runs.over(runs.begin()), "tavus");
        assertThat(openAlerts()).contains("tavus");
        allIsWell();
        var good = runs.over(runs.begin());
        assertThat(good.path("state").asText()).as(Runs.text(good)).isEqualTo("passed");
        assertThat(openAlerts()).isEmpty();
    }

    @Tag("load")
    @ParameterizedTest
    @ValueSource(strings = {"agent-dies", "agent-freezes"})
    void anAgentThatIsLostInTheMiddleFailsTheConversation(String fault) {
        world.fault("tavus", "no-show"); // the middle lasts long enough for the agent to have answered a ping
        var path = runs.begin();
        runs.awaitLine(path, "agent");
        awaitAnAgentThatAnswers("understudy-smoke-" + path.substring(path.lastIndexOf('/') + 1));
        world.fault("livekit", fault);
        var run = runs.over(path);
        failsAt(run, "conversation");
        assertThat(Runs.detail(run, "conversation")).contains("the agent left, or was silent");
        nothingIsLeft(run);
    }

    @Tag("load")
    @ParameterizedTest
    @ValueSource(strings = {"drop-webhooks", "duplicate-webhooks", "restart"})
    void whatTheSessionsGetOverIsNoFailure(String fault) {
        world.fault("livekit", fault);
        var run = runs.over(runs.begin());
        assertThat(run.path("state").asText()).as(Runs.text(run)).isEqualTo("passed");
        allIsWell();
        nothingIsLeft(run);
    }

    @Test
    void thereIsOneRunAtATimeAndItIsFound() {
        var path = runs.begin();
        var second = runs.post();
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("smoke-running").contains("\"instance\":\"" + path + "\"");
        assertThat(runs.read("/api/smoke/latest").path("state").asText()).isEqualTo("running");
        var run = runs.over(path);
        assertThat(runs.read("/api/smoke/latest")).isEqualTo(run);
        assertThat(runs.read("/api/smoke").path("runs").path(0)).isEqualTo(run);
        assertThat(runs.get("/api/smoke/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void aRunWhoseNodeWasKilledIsClosedAsFailedAndItsRoomTakenDown() {
        var room = "understudy-smoke-cut-off";
        var before = openAlerts();
        var cut = new SmokeRun("sm-cut-off", RunState.RUNNING, "a test", room, "", List.of(), 1);
        app.bean(Opening.class).open(room, new Plan("avatar-agent", Plan.AvatarBy.UNDERSTUDY, null, null), "opened");
        world.join(room, "left-behind");
        assertThat(app.bean(SmokeRuns.class).open(cut, 60_000)).isTrue();
        app.bean(JdbcClient.class)
                .sql("update smoke_run set node = 'another', lease_until = 0 where id = ?")
                .param(cut.id())
                .update();
        var run = runs.over("/api/smoke/sm-cut-off");
        assertThat(run.path("state").asText()).isEqualTo("failed");
        assertThat(Runs.detail(run, "token")).contains("stopped in the middle");
        assertThat(openAlerts()).isEqualTo(before);
        assertThat(Runs.verdicts(run)).as(Runs.text(run)).containsEntry("cleanup", "passed");
        assertThat(app.bean(Sessions.class).openIn(room)).isEmpty();
    }

    /** Only one that has answered a ping is taken for lost by its silence; the room's next turn writes the answer down. */
    private static void awaitAnAgentThatAnswers(String room) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            app.bean(Nudges.class).room(room);
            var session = app.bean(Sessions.class).latestIn(room).orElseThrow();
            return session.casting().conduct().answers();
        });
    }

    private static void failsAt(JsonNode run, String line) {
        var verdicts = Runs.verdicts(run);
        assertThat(verdicts).as(Runs.text(run)).containsEntry(line, "failed");
        for (var before : SEVEN.subList(0, SEVEN.indexOf(line)))
            assertThat(verdicts.get(before))
                    .as(before + " in " + Runs.text(run))
                    .isNotEqualTo("failed");
        for (var after : SEVEN.subList(SEVEN.indexOf(line) + 1, SEVEN.size()))
            assertThat(verdicts).as(Runs.text(run)).containsEntry(after, "skipped");
    }

    private static List<String> openAlerts() {
        return app.bean(Alerts.class).open().stream()
                .filter(alert -> alert.kind().code().equals("smoke_failed"))
                .map(Alert::subject)
                .toList();
    }

    private static void nothingIsLeft(JsonNode run) {
        var room = "understudy-smoke-" + run.path("id").asText();
        var session = app.bean(Sessions.class).latestIn(room);
        if (Runs.verdicts(run).get("cleanup").equals("passed"))
            assertThat(app.bean(Chores.class).countIn(room)).isZero();
        session.ifPresent(it -> {
            assertThat(it.state().isOpen()).isFalse();
            assertThat(world.active(it.id())).isZero();
        });
    }
}
