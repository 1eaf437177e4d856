package dev.understudy.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.App;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each field that policy forbids, by name, and what is no JSON object at all. */
class TokenRefusalsTest {
    private static final String LONG = "x".repeat(300);
    private static final List<Arguments> REFUSALS = List.of(
            refusal(
                    "{'room_config':{'agents':[{'agent_name':'avatar-agent'},{'agent_name':'other'}]}}",
                    "room_config.agents[1].agent_name"),
            refusal("{'room_config':{'agents':[{},{}]}}", "room_config.agents"),
            refusal(
                    "{'room_config':{'agents':[{'metadata':'{\\\"understudy\\\":1}'}]}}",
                    "room_config.agents[0].metadata"),
            refusal("{'room_config':{'agents':[{'agent_name':5}]}}", "room_config.agents[0].agent_name"),
            refusal(
                    "{'room_config':{'agents':[{'agent_name':'avatar-agent','evil':1}]}}",
                    "room_config.agents[0].evil"),
            refusal("{'room_config':{'agents':[7]}}", "room_config.agents[0]"),
            refusal("{'room_config':{'agents':'all'}}", "room_config.agents"),
            refusal("{'room_config':{'empty_timeout':1}}", "room_config.empty_timeout"),
            refusal("{'room_config':{'egress':{'room':{}}}}", "room_config.egress"),
            refusal("{'room_config':[]}", "room_config"),
            refusal("{'room_name':'" + LONG + "'}", "room_name"),
            refusal("{'room_name':5}", "room_name"),
            refusal("{'room_name':'a\\nb'}", "room_name"),
            refusal("{'room_name':'a\\u2028b'}", "room_name"),
            refusal("{'room_name':{}}", "room_name"),
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
            refusal("{'participant_identity':'" + LONG + "'}", "participant_identity"),
            refusal("{'participant_name':['x']}", "participant_name"),
            refusal("{'participant_metadata':'" + "x".repeat(524_289) + "'}", "participant_metadata"),
            refusal(
                    "{'participant_attributes':{'lk.publish_on_behalf':'a'}}",
                    "participant_attributes.lk.publish_on_behalf"),
            refusal("{'participant_attributes':{'understudy.mode':'a'}}", "participant_attributes.understudy.mode"),
            refusal("{'participant_attributes':{'a':1}}", "participant_attributes.a"),
            refusal("{'participant_attributes':{'':'x'}}", "participant_attributes."),
            refusal("{'participant_attributes':'x'}", "participant_attributes"),
            refusal("{'sudo':true}", "sudo"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private final App app = App.shared();

    @ParameterizedTest
    @MethodSource("refusals")
    void aFieldThatPolicyForbidsIsNamed(String body, String field) {
        var answer = ask(body);
        assertThat(answer.statusCode()).as(body).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).get("field").asText()).isEqualTo(field);
    }

    static Stream<Arguments> refusals() {
        return REFUSALS.stream();
    }

    private static Arguments refusal(String body, String field) {
        return Arguments.of(body.replace('\'', '"'), field);
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

    private HttpResponse<String> ask(String body) {
        return app.post("/api/token", body);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
