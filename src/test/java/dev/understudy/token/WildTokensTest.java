package dev.understudy.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.App;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What LiveKit's clients, starters and forms really send to a token endpoint (src/test/resources/wild/tokens). */
class WildTokensTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final App APP = App.shared();

    @ParameterizedTest
    @CsvSource({
        "room-65, 201",
        "room-colon, 201",
        "room-dot, 201",
        "room-sip, 201",
        "room-space, 201",
        "meta-5000, 201",
        "attr-1100, 201",
        "identity-200, 201",
        "meet-form, 201",
        "openvidu-form, 201",
        "older-plus-name, 200",
        "older-plus-metadata, 200",
        "empty-body, 201",
        "android-empty, 201",
        "starter-old-camel, 201",
        "identity-agent, 422",
        "attr-number, 422",
        "meta-object, 422",
        "unknown-field, 422",
        "flutter-syncstreams, 422",
        "form, 400",
        "bom, 400"
    })
    void isTakenWhereLiveKitTakesItAndRefusedByName(String file, int status) {
        var answer = APP.post("/api/token", text("wild/tokens/" + file + ".json"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    /** A room's name is what is asked for, to the last letter; SIP's have a plus, old systems' a colon. */
    @ParameterizedTest
    @ValueSource(
            strings = {"call-_+15550100_AbC", "if5-DQ:-1:GROUP:prod:2506", "My Room", "salle/é 🎭", "../x", "%2e%2e"})
    void theTokenIsForTheVeryRoom(String room) {
        var answer = json(APP.post(
                        "/api/token",
                        JSON.createObjectNode().put("room_name", room).toString())
                .body());
        assertThat(answer.path("room_name").asText()).isEqualTo(room);
        assertThat(JWT.decode(answer.path("participant_token").asText())
                        .getClaim("video")
                        .asMap())
                .containsEntry("room", room);
    }

    @Test
    void aBodyMayHaveAMegabyteAndMetadataHalfOfIt() {
        var metadata = "{\"participant_metadata\":\"" + "x".repeat(512 * 1024) + "\"}";
        assertThat(APP.post("/api/token", metadata).statusCode()).isEqualTo(201);
        assertThat(APP.post("/api/token", " ".repeat(1024 * 1024 - 2) + "{}").statusCode())
                .isEqualTo(201);
        assertThat(APP.post("/api/token", " ".repeat(1024 * 1024 - 1) + "{}").statusCode())
                .isEqualTo(413);
    }

    /** Where anybody may call, the token carries a mark of ours: LiveKit would let nobody in with both. */
    @Test
    void attributesThatLiveKitWouldRefuseWithOursAreRefusedAtOnce() {
        var most = 64 * 1024 - "kunderstudy.caller01234567".length();
        assertThat(APP.post("/api/token", attribute(most)).statusCode()).isEqualTo(201);
        assertThat(APP.post("/api/token", attribute(most + 1)).statusCode()).isEqualTo(422);
    }

    private static String attribute(int length) {
        return "{\"participant_attributes\":{\"k\":\"" + "v".repeat(length) + "\"}}";
    }

    @Test
    void getIsNotAllowedByDefault() {
        var answer = APP.get("/api/token?roomName=r&identity=ann");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(answer.body()).contains("method-not-allowed", "understudy.token.get");
    }

    @Test
    void getIsAnsweredLikePostWhereItIsAllowed() {
        try (var app = App.start("--understudy.token.get=true")) {
            var asked = "/api/token?roomName=call-_%2B15550100_AbC&identity=ann+b&name=Ann";
            var answer = app.get(asked);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            var body = json(answer.body());
            assertThat(body.path("roomName").asText()).isEqualTo("call-_+15550100_AbC");
            assertThat(body.path("identity").asText()).isEqualTo("ann b");
            var token = JWT.decode(body.path("accessToken").asText());
            assertThat(token.getClaim("name").asString()).isEqualTo("Ann");
            assertThat(app.get("/api/token?room_name=r").statusCode()).isEqualTo(201);
            assertThat(app.get("/api/token?identity=agent-1").statusCode()).isEqualTo(422);
            assertThat(app.get("/api/token?identity=a&identity=b").body()).contains("field-twice");
            assertThat(app.get("/api/token?sudo=1").body()).contains("unknown-field");
        }
    }

    private static String text(String resource) {
        try {
            return Files.readString(Path.of("src/test/resources", resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
