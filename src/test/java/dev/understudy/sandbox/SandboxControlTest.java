package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The control calls: who may make them, what they refuse and how, what they tell. */
class SandboxControlTest {
    private final Stage stage = Stage.open();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void faultsMergeAndAnUnknownOneChangesNothing() {
        assertThat(stage.control("GET", "/faults", "").json().toString())
                .contains("\"tavus\":\"none\"", "\"livekit\":\"none\"", "\"host\":\"none\"");
        stage.fault("tavus", "full");
        assertThat(stage.control("PUT", "/faults", "{\"livekit\":\"no-ack\"}")
                        .json()
                        .get("tavus")
                        .asText())
                .isEqualTo("full");
        var unknown = stage.control("PUT", "/faults", "{\"livekit\":\"none\",\"tavus\":\"moody\"}");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.type()).isEqualTo("application/problem+json");
        assertThat(unknown.json().get("field").asText()).isEqualTo("tavus");
        assertThat(stage.control("PUT", "/faults", "{\"moon\":\"none\"}").status())
                .isEqualTo(422);
        assertThat(stage.control("PUT", "/faults", "{\"tavus\":null}").status()).isEqualTo(422);
        assertThat(stage.control("PUT", "/faults", "[]").status()).isEqualTo(400);
        assertThat(stage.control("PUT", "/faults", "{").status()).isEqualTo(400);
        assertThat(stage.control("GET", "/faults", "").json().get("livekit").asText())
                .isEqualTo("no-ack");
    }

    @Test
    void controlCallsNeedTheOperatorsToken() {
        for (var path : new String[] {"/faults", "/rooms", "/heard", "/conversations", "/host"}) {
            var stranger = stage.send(stage.to("/sandbox" + path).GET());
            assertThat(stranger.status()).isEqualTo(401);
            assertThat(stranger.type()).startsWith("application/problem+json");
            assertThat(stage.send(stage.to("/sandbox" + path)
                                    .header("Authorization", "Bearer wrong")
                                    .GET())
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void badControlCallsAreProblems() {
        assertThat(stage.control("DELETE", "/rooms/none/participants/user", "").status())
                .isEqualTo(404);
        assertThat(stage.control("DELETE", "/rooms/none", "").status()).isEqualTo(404);
        assertThat(stage.control("POST", "/rooms/none/participants/user/speech", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(stage.control("POST", "/rooms/x/participants", "{}").status())
                .isEqualTo(422);
        assertThat(stage.control("PATCH", "/faults", "{}").status()).isEqualTo(405);
        var text = stage.send(stage.to("/sandbox/faults")
                .header("Authorization", "Bearer sandbox")
                .header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString("x")));
        assertThat(text.status()).isEqualTo(400);
        assertThat(text.type()).isEqualTo("application/problem+json");
    }

    @Test
    void aControlCallIsReadAsJsonWhateverItsTypeSays() {
        var plain = stage.send(stage.to("/sandbox/faults")
                .header("Authorization", "Bearer sandbox")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(BodyPublishers.ofString("{\"tavus\":\"full\"}")));
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.json().get("tavus").asText()).isEqualTo("full");
    }

    @Test
    void whatWasAskedIsHeardWithTheKeysFingerprintOnly() {
        stage.dispatch("heard");
        stage.tavus("GET", "/conversations", "sandbox-secret-key", "");
        var heard = stage.control("GET", "/heard", "").json();
        assertThat(heard.get(0).toString())
                .contains("\"to\":\"livekit\",\"call\":\"CreateDispatch\",\"room\":\"heard\",\"status\":200");
        assertThat(heard.get(0).get("key").asText()).matches("[0-9a-f]{8}");
        assertThat(heard.get(1).toString()).contains("\"to\":\"tavus\",\"call\":\"GET /v2/conversations\"");
        assertThat(heard.toString()).doesNotContain("sandbox-secret-key");
    }
}
