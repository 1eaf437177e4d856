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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
        assertThat(token.getClaim("attributes").asMap()).isEqualTo(Map.of("colour", "red"));
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
        assertThat(token.getClaims().keySet()).containsExactlyInAnyOrder("iss", "sub", "nbf", "exp", "name", "video");
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

    @ParameterizedTest
    @MethodSource("refusals")
    void aFieldThatPolicyForbidsIsNamed(String body, String field) {
        var answer = ask(body);
        assertThat(answer.statusCode()).as(body).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).get("field").asText()).isEqualTo(field);
    }

    static Stream<Arguments> refusals() {
        var long300 = "x".repeat(300);
        return Stream.of(
                refusal(
                        "{'room_config':{'agents':[{'agent_name':'avatar-agent'},{'agent_name':'other'}]}}",
                        "room_config.agents[1].agent_name"),
                refusal("{'room_config':{'agents':[{}]}}", "room_config.agents[0].agent_name"),
                refusal("{'room_config':{'agents':[{'agent_name':5}]}}", "room_config.agents[0].agent_name"),
                refusal(
                        "{'room_config':{'agents':[{'agent_name':'avatar-agent','evil':1}]}}",
                        "room_config.agents[0].evil"),
                refusal("{'room_config':{'agents':[7]}}", "room_config.agents[0]"),
                refusal("{'room_config':{'agents':'all'}}", "room_config.agents"),
                refusal("{'room_config':{'empty_timeout':1}}", "room_config.empty_timeout"),
                refusal("{'room_config':{'egress':{'room':{}}}}", "room_config.egress"),
                refusal("{'room_config':[]}", "room_config"),
                refusal("{'room_name':'a b'}", "room_name"),
                refusal("{'room_name':'" + "x".repeat(65) + "'}", "room_name"),
                refusal("{'room_name':'" + long300 + "'}", "room_name"),
                refusal("{'room_name':5}", "room_name"),
                refusal("{'room_name':{}}", "room_name"),
                refusal("{'roomName':'../x','identity':'u'}", "roomName"),
                refusal("{'roomName':'x','identity':7}", "identity"),
                refusal("{'roomName':'x','identity':'u','admin':true}", "admin"),
                refusal("{'roomName':'x','room_name':'y'}", "room_name"),
                refusal("{'participant_identity':'agent-1'}", "participant_identity"),
                refusal("{'participant_identity':'understudy-x'}", "participant_identity"),
                refusal("{'participant_identity':'tavus-avatar-agent'}", "participant_identity"),
                refusal("{'roomName':'x','identity':'agent-AJ_1'}", "identity"),
                refusal("{'participant_identity':'  '}", "participant_identity"),
                refusal("{'participant_identity':'a\\u0000'}", "participant_identity"),
                refusal("{'participant_identity':'a\\ud800'}", "participant_identity"),
                refusal("{'participant_identity':'" + long300 + "'}", "participant_identity"),
                refusal("{'participant_name':['x']}", "participant_name"),
                refusal("{'participant_metadata':'" + "x".repeat(4097) + "'}", "participant_metadata"),
                refusal(
                        "{'participant_attributes':{'lk.publish_on_behalf':'a'}}",
                        "participant_attributes.lk.publish_on_behalf"),
                refusal("{'participant_attributes':{'understudy.mode':'a'}}", "participant_attributes.understudy.mode"),
                refusal("{'participant_attributes':{'a':1}}", "participant_attributes.a"),
                refusal("{'participant_attributes':{'':'x'}}", "participant_attributes."),
                refusal("{'participant_attributes':'x'}", "participant_attributes"),
                refusal("{'sudo':true}", "sudo"));
    }

    private static Arguments refusal(String body, String field) {
        return Arguments.of(body.replace('\'', '"'), field);
    }

    @Test
    void sixtyFourAttributesAreEnough() {
        var attributes = new StringBuilder("{\"a\":\"\"");
        for (int i = 0; i < 64; i++) attributes.append(",\"k").append(i).append("\":\"v\"");
        assertThat(json(ask("{\"participant_attributes\":" + attributes + "}}"))
                        .get("field")
                        .asText())
                .isEqualTo("participant_attributes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "5",
                "\"x\"",
                "{",
                "{}{}",
                "{} x",
                "{\"a\":1,}",
                "{\"room_name\":\"a\",\"room_name\":\"b\"}",
                "room=1",
                "{'a':1}",
                "{\"a\":NaN}",
                "\uFEFF{}"
            })
    void whatIsNotOneJsonObjectIsMalformed(String body) {
        var answer = ask(body);
        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        assertThat(answer.body()).contains("malformed-json");
    }

    @Test
    void whatIsNotUtf8OrNestedWithoutEndIsMalformed() {
        var broken = app.send(app.request("/api/token")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})));
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(ask("{\"room_config\":" + "[".repeat(5000) + "]".repeat(5000) + "}")
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "bearer,,401",
        "bearer,wrong-visitor-token,401",
        "bearer,visitor-token-1234,201",
        "bearer,operator-token-1234,201"
    })
    void withAccessBearerOnlyTheSharedTokenGetsIn(String mode, String token, int status) {
        try (var closed = App.start(
                "--understudy.access.mode=" + mode,
                "--understudy.access.access-token=visitor-token-1234",
                "--understudy.access.api-token=operator-token-1234")) {
            var request = closed.request("/api/token").POST(BodyPublishers.ofString("{}"));
            if (token != null) request.header("Authorization", "Bearer " + token);
            var answer = closed.send(request);
            assertThat(answer.statusCode()).isEqualTo(status);
            if (status == 401)
                assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
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
