package dev.understudy.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.App;
import dev.understudy.fixtures.Http;
import org.junit.jupiter.api.Test;

/** {@code /api/credentials} on the whole application: what it shows, and to whom. */
class CredentialCallsTest {
    private static final Http OPERATOR = new Http(App.shared().port(), "sandbox");

    @Test
    void everyProviderIsThereAndNoValueIs() {
        var answer = OPERATOR.get("/api/credentials");
        assertThat(answer)
                .contains("\"tavus\"", "\"openai\"", "\"elevenlabs\"", "\"livekit\"", "\"deepgram\"", "\"cartesia\"")
                .contains("{\"provider\":\"deepgram\",\"slots\":[],\"nextCheckAt\":null}")
                .doesNotContain("sandbox-");
    }

    @Test
    void aCheckAtOnceAsksTheSimulators() {
        for (var provider : new String[] {"tavus", "livekit"}) {
            var answer = OPERATOR.call("POST", "/api/credentials/" + provider + "/validate", "");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("\"slot\":\"current\"", "\"verdict\":\"valid\"", "\"reason\":\"HTTP 200\"")
                    .doesNotContain("sandbox-");
            assertThat(OPERATOR.get("/api/credentials/" + provider)).contains("\"history\":[{", "\"source\":\"check\"");
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(OPERATOR.call("GET", "/api/credentials/acme", "").statusCode())
                .isEqualTo(404);
        assertThat(OPERATOR.call("POST", "/api/credentials/acme/validate", "").body())
                .contains("no-such-provider");
        var answer = OPERATOR.call("POST", "/api/credentials/deepgram/validate", "");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("no-key-to-check");
    }

    @Test
    void itIsForOperatorsOnly() {
        var stranger = new Http(App.shared().port(), "");
        for (var path : new String[] {"/api/credentials", "/api/credentials/tavus"})
            assertThat(stranger.call("GET", path, "").statusCode()).isEqualTo(401);
        assertThat(stranger.call("POST", "/api/credentials/tavus/validate", "").statusCode())
                .isEqualTo(401);
    }
}
