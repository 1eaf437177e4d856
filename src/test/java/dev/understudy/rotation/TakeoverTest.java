package dev.understudy.rotation;

import static dev.understudy.credential.Provider.OPENAI;
import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.auth0.jwt.JWT;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.alert.Alert;
import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import dev.understudy.common.Secret;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Moves;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.HostPicture;
import dev.understudy.fixtures.Http;
import dev.understudy.fixtures.Operator;
import dev.understudy.fixtures.RotationStage;
import dev.understudy.fixtures.Rotator;
import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.WorldControls;
import dev.understudy.rotation.RotationRequests.Asked;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key dies while sessions run, or is changed at another provider than Tavus: seen from outside, in the sandbox. */
class TakeoverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECOND = "sandbox-secret-second-0123456789-0123456789";

    @TempDir
    static Path folder;

    private static App app;
    private static WorldControls world;
    private static Operator operator;
    private static Rotator rotator;
    private static Http http;

    @BeforeAll
    static void start() {
        var all = new ArrayList<>(RotationStage.QUICK);
        all.add("--understudy.credential.secrets-file=" + folder.resolve("secrets.env"));
        all.add("--understudy.sandbox.keys.APIsecond=" + SECOND);
        all.add("--understudy.sandbox.webhook-key=devkey");
        app = App.start(all.toArray(String[]::new));
        world = new WorldControls(app.port());
        operator = new Operator(app, "sandbox");
        rotator = new Rotator(app.port(), "sandbox");
        http = new Http(app.port(), "sandbox");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @BeforeEach
    void quiet() {
        world.fault("tavus", "none");
        http.call("DELETE", "/api/credentials/tavus/standby", "");
        await().atMost(PATIENCE).until(() -> app.bean(Rotations.class).open().isEmpty());
    }

    @Test
    void aKeyThatIsRevokedCostsNoSessionItsFaceAndTheHostsFollow() {
        var standby = Secret.of("sandbox-takeover-1");
        assertThat(put("tavus", standby.reveal()).body()).contains(standby.fingerprint());
        var before = inVideo("takeover-before");
        world.fault("tavus", "revoked");
        var after = inVideo("takeover-after");
        assertThat(after.tells("back to audio: tavus_key_rejected")).isFalse();
        assertThat(app.bean(Keys.class).current(TAVUS)).isEqualTo(standby);
        assertThat(app.bean(Moves.class).of(TAVUS, 2))
                .allSatisfy(move -> assertThat(move.who()).isEqualTo("failover"));
        assertThat(open(AlertKind.STANDBY_USED)).singleElement().satisfies(alert -> assertThat(alert.detail())
                .contains(standby.fingerprint()));
        world.leave("takeover-before", "user");
        await().atMost(PATIENCE).until(() -> world.active(before.id()) == 0);
        await().atMost(PATIENCE).untilAsserted(() -> {
            var rotation = rotator.all().path(0);
            assertThat(rotation.path("fingerprint").asText()).isEqualTo(standby.fingerprint());
            assertThat(rotation.path("state").asText()).isEqualTo("done");
        });
        assertThat(HostPicture.at(app.port()).container().fingerprint()).isEqualTo(standby.fingerprint());
        oneTakeoverIsOneRotation(standby);
    }

    private static void oneTakeoverIsOneRotation(Secret key) {
        var past = app.bean(AutomaticRotation.class);
        past.open();
        assertThat(rotator.all())
                .filteredOn(each -> each.path("fingerprint").asText().equals(key.fingerprint()))
                .hasSize(1);
        assertThat(open(AlertKind.ROTATION_FAILED)).isEmpty();
    }

    @Test
    void withoutAStandbyKeyItIsAudioAtOnceAndTheFaceComesWithTheKey() {
        inVideo("waiting-before");
        world.fault("tavus", "revoked");
        var waiting = seen("waiting", "AUDIO", "tavus_key_rejected");
        assertThat(put("tavus", "sandbox-takeover-2").statusCode()).isEqualTo(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(session("waiting").state()).isEqualTo("VIDEO"));
        assertThat(session("waiting").id()).isEqualTo(waiting.id());
        assertThat(app.bean(Keys.class).current(TAVUS).reveal()).isEqualTo("sandbox-takeover-2");
        assertThat(app.bean(Keys.class).standby(TAVUS)).isEmpty();
    }

    @Test
    void anotherProvidersKeyIsRotatedLikeTavuss() {
        var key = Secret.of("sandbox-openai-2");
        var before = HostPicture.at(app.port());
        var asked = new Asked(OPENAI, "a test", "a test", System.currentTimeMillis());
        var id = app.bean(Opening.class).open(asked, key, "HTTP 200").id();
        var rotation = rotator.ended(id);
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("done");
        assertThat(rotation.toString()).contains("OPENAI_API_KEY is " + key.fingerprint());
        var after = HostPicture.at(app.port());
        assertThat(after.container().fingerprint())
                .as("Tavus's is the same")
                .isEqualTo(before.container().fingerprint());
        assertThat(after.file().sha256()).isNotEqualTo(before.file().sha256());
        assertThat(app.bean(Keys.class).current(OPENAI)).isEqualTo(key);
    }

    @Test
    void liveKitsPairIsRotatedAndFollowedWithoutARestart() throws IOException {
        var running = inVideo("livekit-running");
        var answer = rotator.post("{\"provider\":\"livekit\",\"key\":\"APIsecond\",\"secret\":\"" + SECOND + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var rotation = rotator.ended(json(answer).path("id").asText());
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("done");
        assertThat(rotation.toString())
                .contains("LIVEKIT_API_KEY and LIVEKIT_API_SECRET is ")
                .doesNotContain(SECOND);
        var token = json(http.call("POST", "/api/token", "{\"room_name\":\"after\"}"));
        assertThat(JWT.decode(token.path("participant_token").asText()).getIssuer())
                .isEqualTo("APIsecond");
        inVideo("livekit-after"); // the webhooks are still signed with the old one
        assertThat(session("livekit-running").id()).isEqualTo(running.id());
    }

    @Test
    void aStandbyKeyMayBeRotatedToAndIsProvenAnew() throws IOException {
        var key = Secret.of("sandbox-takeover-3");
        assertThat(put("tavus", key.reveal()).statusCode()).isEqualTo(200);
        var answer = rotator.post("{\"provider\":\"tavus\",\"from\":\"standby\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var rotation = rotator.ended(json(answer).path("id").asText());
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("done");
        assertThat(app.bean(Keys.class).current(TAVUS)).isEqualTo(key);
        assertThat(app.bean(Keys.class).standby(TAVUS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tavus, nobodys-key, 422, key-rejected",
        "acme, sandbox-x, 404, unknown-provider",
        "tavus, a b, 422, bad-characters",
        "tavus, '', 422, missing-field"
    })
    void aStandbyKeyThatIsNotGoodIsNotKept(String provider, String key, int status, String code) {
        var answer = put(provider, key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("urn:understudy:problem:" + code).doesNotContain("nobodys-key");
        assertThat(app.bean(Keys.class).standby(TAVUS)).isEmpty();
    }

    @Test
    void theCurrentKeyIsNoStandbyKeyAndStrangersMayNeitherGiveNorForgetOne() {
        var current = app.bean(Keys.class).current(TAVUS).reveal();
        assertThat(put("tavus", current).body()).contains("key-is-current").doesNotContain(current);
        var stranger = new Http(app.port(), "wrong");
        for (var method : List.of("PUT", "DELETE"))
            assertThat(stranger.call(method, "/api/credentials/tavus/standby", "{\"key\":\"sandbox-x\"}")
                            .statusCode())
                    .isEqualTo(401);
        assertThat(http.call("DELETE", "/api/credentials/tavus/standby", "").body())
                .contains("no-standby");
    }

    private static HttpResponse<String> put(String provider, String key) {
        return http.call("PUT", "/api/credentials/" + provider + "/standby", "{\"key\":\"" + key + "\"}");
    }

    private static SeenSession inVideo(String room) {
        return seen(room, "VIDEO", null);
    }

    private static SeenSession seen(String room, String state, String reason) {
        world.join(room, "user");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(session(room).state()).isEqualTo(state);
            assertThat(session(room).reason()).isEqualTo(reason);
        });
        return session(room);
    }

    private static SeenSession session(String room) {
        return operator.session(room).orElseThrow(() -> new AssertionError("no session in " + room));
    }

    private static List<Alert> open(AlertKind kind) {
        return app.bean(Alerts.class).open().stream()
                .filter(alert -> alert.kind() == kind)
                .toList();
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
