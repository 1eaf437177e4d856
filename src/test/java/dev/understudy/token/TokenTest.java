package dev.understudy.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.SignedWebhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final App app = App.shared();

    @Test
    void theStandardFormIsAnsweredAsLiveKitsTokenEndpointDoes() {
        var answer = ask("{\"room_name\":\"room-1\",\"participant_identity\":\"ann\",\"participant_name\":\"Ann\","
                + "\"participant_metadata\":\"m\",\"participant_attributes\":{\"colour\":\"red\"}}");

        assertThat(answer.statusCode()).isEqualTo(201);
        var body = json(answer);
        assertThat(body.get("server_url").asText()).isEqualTo("ws://127.0.0.1:" + app.port());
        assertThat(body.get("room_name").asText()).isEqualTo("room-1");
        assertThat(body.get("participant_name").asText()).isEqualTo("Ann");
        var token = verified(body.get("participant_token").asText());
        assertThat(token.getSubject()).isEqualTo("ann");
        assertThat(token.getClaim("name").asString()).isEqualTo("Ann");
        assertThat(token.getClaim("metadata").asString()).isEqualTo("m");
        assertThat(token.getClaim("attributes").asMap()).containsEntry("colour", "red");
    }

    @Test
    void whereAnybodyMayAskTheTokenIsMarkedSoThatOneAddressCannotTakeAllFaces() {
        var standard = mark(ask("{\"room_name\":\"a\"}"), "participant_token");
        assertThat(standard).matches("[0-9a-f]{8}");
        assertThat(mark(ask("{\"roomName\":\"b\",\"identity\":\"bob\"}"), "token"))
                .isEqualTo(standard);
    }

    @Test
    void theOlderFormIsAnsweredAsTheSiteExpects() {
        var answer = ask("{\"roomName\":\"test\",\"identity\":\"user\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        var body = json(answer);
        assertThat(body.get("roomName").asText()).isEqualTo("test");
        assertThat(body.get("identity").asText()).isEqualTo("user");
        assertThat(body.get("url").asText()).startsWith("ws://");
        assertThat(verified(body.get("token").asText()).getSubject()).isEqualTo("user");
    }

    @Test
    void aTokenHasOneRoomFifteenMinutesAndNoFurtherGrant() {
        var token = verified(
                json(ask("{\"room_name\":\"only\"}")).get("participant_token").asText());
        assertThat(token.getClaim("video").asMap())
                .isEqualTo(Map.of(
                        "roomJoin",
                        true,
                        "room",
                        "only",
                        "canPublish",
                        true,
                        "canSubscribe",
                        true,
                        "canPublishData",
                        true));
        assertThat(token.getClaims().keySet())
                .containsExactlyInAnyOrder("iss", "sub", "nbf", "exp", "name", "video", "attributes");
        assertThat(Duration.between(Instant.now(), token.getExpiresAtAsInstant()))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        assertThat(token.getNotBeforeAsInstant()).isBefore(Instant.now().minusSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "  \n", "{\"room_config\":{}}", "{\"room_config\":null,\"room_name\":\"\"}"})
    void askingForNothingGivesARoomAndAnIdentityOfItsOwn(String body) {
        var first = json(ask(body));
        var second = json(ask(body));
        assertThat(first.get("room_name").asText())
                .matches("room-[0-9a-f]{16}")
                .isNotEqualTo(second.get("room_name").asText());
        assertThat(first.get("participant_name").asText()).matches("user-[0-9a-f]{16}");
    }

    @Test
    void theMissionsCurlWorksAsItStands() {
        var answer = app.send(app.request("/api/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("{\"roomName\":\"test\",\"identity\":\"user\"}")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void theStandardFormIsUnderstoodInCamelCaseToo() {
        var answer = ask("{\"roomName\":\"camel\",\"participantIdentity\":\"c\"}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json(answer).get("room_name").asText()).isEqualTo("camel");
    }

    @Test
    void ourOwnAgentMayBeAskedForAndStaysOutOfTheToken() {
        for (var spelling : new String[] {"agent_name", "agentName"}) {
            var answer = ask(
                    "{\"room_config\":{\"agents\":[{\"" + spelling + "\":\"avatar-agent\"}],\"max_participants\":0}}");
            assertThat(answer.statusCode()).as(spelling).isEqualTo(201);
            var token = verified(json(answer).get("participant_token").asText());
            assertThat(token.getClaims()).doesNotContainKey("roomConfig");
        }
    }

    @Test
    void withAccessBearerOnlyTheSharedTokenAndTheOperatorsGetIn() {
        var closed = App.strict();
        refused(closed.post("/api/token", "{}"));
        refused(askWith(closed, "wrong-visitor-token"));
        var answer = askWith(closed, App.VISITOR);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(JWT.decode(json(answer).get("participant_token").asText()).getClaims())
                .doesNotContainKey("attributes"); // a backend's address says nothing of its users
        assertThat(askWith(closed, App.OPERATOR).statusCode()).isEqualTo(201);
    }

    private static String mark(HttpResponse<String> answer, String field) {
        var token = verified(json(answer).get(field).asText());
        return (String) token.getClaim("attributes").asMap().get("understudy.caller");
    }

    private static HttpResponse<String> askWith(App app, String token) {
        return app.send(app.request("/api/token")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("{}")));
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    private HttpResponse<String> ask(String body) {
        return app.post("/api/token", body);
    }

    private static DecodedJWT verified(String token) {
        return JWT.require(Algorithm.HMAC256(SignedWebhook.SECRET))
                .withIssuer(SignedWebhook.KEY)
                .build()
                .verify(token);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
