package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.OneAtATime;
import dev.understudy.fixtures.SandboxStage;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An open installation with limits that are soon reached: who wants too much is told so, and nobody is left without an agent. */
@OneAtATime
class SandboxLimitsJourneysTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final App APP = App.start(
            "--understudy.limits.conversations=1",
            "--understudy.limits.tokens-per-minute-per-address=3",
            "--understudy.limits.open-sessions=3",
            "--understudy.limits.look-interval=200ms",
            "--understudy.access.dispatch-ahead=false",
            "--understudy.token.rooms=generated",
            "--understudy.token.identities=generated",
            "--understudy.avatar.retry-after=300ms",
            "--understudy.avatar.retry-max=300ms",
            "--understudy.session.grace=1s",
            "--understudy.session.due-interval=100ms",
            "--understudy.sandbox.delays.agent-joins-after=120ms",
            "--understudy.sandbox.delays.avatar-joins-after=150ms");
    private static final SandboxStage STAGE = SandboxStage.of(APP);

    @AfterAll
    static void close() {
        APP.close();
    }

    @AfterEach
    void clear() {
        STAGE.clear();
    }

    @Test
    void theFaceTooManyIsAVoiceUntilThereIsRoomForIt() {
        var first = Scene.onVideo(STAGE);
        var second = Scene.open(STAGE);
        var voice = second.audio("face_budget");
        second.hasOneAgent();
        assertThat(STAGE.tavus().active(voice.id())).isZero();
        assertThat(first.session().state()).isEqualTo("VIDEO");
        await("people are told").until(() -> operator("/api/alerts").body().contains("\"limit_reached\""));
        assertThat(json(operator("/api/limits"))
                        .at("/conversations/atOnce/used")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(operator("/api/limits")).at("/refused/conversations").asInt())
                .isPositive();
        first.leave();
        assertThat(second.video().id()).isEqualTo(voice.id());
    }

    @Test
    void anAgentThatAnybodyAskedForComesOnlyWithItsUser() {
        var scene = Scene.empty(STAGE);
        var asked = json(dispatch(scene.room()));
        assertThat(asked.path("state").asText()).isEqualTo("REQUESTED");
        var after = Scene.open(STAGE); // whoever has a user is served meanwhile
        after.hasOneAgent();
        assertThat(scene.session().state()).isEqualTo("REQUESTED");
        assertThat(STAGE.livekit().dispatches(scene.room(), "avatar-agent")).isEmpty();
        scene.enter();
        scene.hasOneAgent();
        assertThat(scene.session().id()).isEqualTo(asked.path("id").asText());
    }

    @Test
    void anOperatorsAgentComesAheadAndMoreThanTheOpenSessionsThatMayBeAreRefused() {
        var scene = Scene.empty(STAGE);
        STAGE.operator().dispatch(scene.room());
        scene.hasOneAgent();
        HttpResponse<String> refused;
        var number = 0;
        do refused = dispatch("more-" + number++);
        while (refused.statusCode() == 202);
        isLimit(refused, "open-sessions");
        assertThat(number).isLessThanOrEqualTo(3);
        assertThat(dispatch(scene.room()).statusCode()).isEqualTo(200);
    }

    @Test
    void whoAsksForTokensTooOftenIsToldWhenToComeAgainAndNobodyChoosesARoom() {
        var first = APP.post("/api/token", "{\"room_name\":\"anothers\",\"participant_identity\":\"another\"}");
        assertThat(json(first).path("room_name").asText()).matches("room-[0-9a-f]{16}");
        assertThat(json(first).path("participant_name").asText()).matches("user-[0-9a-f]{16}");
        HttpResponse<String> last;
        var asked = 0;
        do last = APP.post("/api/token", "{}");
        while (last.statusCode() == 201 && ++asked < 100);
        isLimit(last, "tokens-per-minute-per-address");
    }

    /** As anybody may. */
    private static HttpResponse<String> dispatch(String room) {
        return APP.post("/api/dispatch-agent", "{\"roomName\":\"" + room + "\"}");
    }

    private static void isLimit(HttpResponse<String> answer, String limit) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 60L);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:understudy:problem:limit-reached");
        assertThat(json(answer).path("limit").asText()).isEqualTo(limit);
        assertThat(json(answer).has("retryAfter")).isFalse();
    }

    private static HttpResponse<String> operator(String path) {
        return APP.send(APP.request(path).header("Authorization", "Bearer sandbox"));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
