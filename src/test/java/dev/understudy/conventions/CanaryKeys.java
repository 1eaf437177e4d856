package dev.understudy.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.understudy.fixtures.Http;
import dev.understudy.fixtures.Production;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The other providers' keys, standby keys, the gateway and the smoke check, with values that are nowhere else in the world. */
final class CanaryKeys {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STANDBY = "/api/credentials/tavus/standby";

    private CanaryKeys() {}

    /** Keys of OpenAI and ElevenLabs, one good and one not, and a token for the gateway. */
    static Production plant(Production production) {
        var world = "http://127.0.0.1:" + production.worldPort() + "/sandbox/";
        return production
                .with("OPENAI_API_KEY", Canaries.OPENAI_KEY)
                .with("ELEVEN_API_KEY", Canaries.ELEVEN_KEY)
                .with("UNDERSTUDY_GATEWAY_TOKEN", Canaries.GATEWAY)
                .with("UNDERSTUDY_AGENT_TOKEN", Canaries.AGENTS)
                .arguments(
                        "--understudy.credential.openai.url=" + world + "openai",
                        "--understudy.credential.elevenlabs.url=" + world + "elevenlabs");
    }

    /** Keeps, refuses and forgets standby keys, has all keys checked, calls the gateway and the smoke check; gives all that was answered. */
    static List<String> play(Production production) throws Exception {
        var operator = new Http(production.port(), Canaries.OPERATOR);
        assertThat(operator.call("PUT", STANDBY, key(Canaries.STANDBY_KEY)).statusCode())
                .isEqualTo(200);
        for (var body : List.of(key(Canaries.REJECTED_KEY), "{" + key(Canaries.REJECTED_KEY), key("") + "x"))
            assertThat(operator.call("PUT", STANDBY, body).statusCode()).isIn(400, 422);
        operator.call(
                "PUT",
                "/api/credentials/livekit/standby",
                "{\"key\":\"API\",\"secret\":\"" + Canaries.REJECTED_KEY + "\"}");
        for (var provider : List.of("tavus", "openai", "elevenlabs", "livekit"))
            assertThat(operator.post("/api/credentials/" + provider + "/validate", ""))
                    .contains("verdict");
        assertThat(operator.get("/api/credentials/elevenlabs")).contains("REJECTED".toLowerCase(java.util.Locale.ROOT));
        operator.post("/api/smoke", "");
        await().atMost(PATIENCE).until(() -> !operator.get("/api/smoke/latest").contains("\"running\""));
        var answers = new ArrayList<>(operator.answers());
        answers.addAll(gateway(production));
        answers.addAll(agents(production));
        assertThat(operator.call("DELETE", STANDBY, "").statusCode()).isIn(200, 204);
        return answers;
    }

    /** With the right token and a wrong one, for rooms and with avatars' tokens that are not ours, and in no JSON. */
    private static List<String> gateway(Production production) throws Exception {
        var answers = new ArrayList<String>();
        for (var token : List.of(Canaries.GATEWAY, Canaries.STRANGER))
            for (var body :
                    List.of(wish(Canaries.LIVEKIT_SECRET), wish(Canaries.WRONG_SECRET), Canaries.REJECTED_KEY, "{}"))
                answers.add(create(production, token, body));
        return answers;
    }

    /** A worker reports well, and badly. */
    private static List<String> agents(Production production) {
        var worker = new Http(production.port(), Canaries.AGENTS);
        for (var body : List.of("{\"worker\":\"w\",\"jobs\":[]}", "{", "{\"worker\":\"" + Canaries.STRANGER + "\"}"))
            worker.post("/api/agents/alive", body);
        return worker.answers();
    }

    private static String create(Production production, String token, String body) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + production.port() + "/tavus/v2/conversations"))
                .header("x-api-key", token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isBetween(400, 499);
        return answer.headers().map() + answer.body();
    }

    private static String wish(String secret) {
        var token = JWT.create()
                .withIssuer(Canaries.LIVEKIT_KEY)
                .withSubject("tavus-avatar-agent")
                .withClaim("video", Map.of("roomJoin", true, "room", "canary-nowhere"))
                .withExpiresAt(Instant.now().plusSeconds(600))
                .sign(Algorithm.HMAC256(secret));
        return "{\"properties\":{\"livekit_ws_url\":\"ws://127.0.0.1\",\"livekit_room_token\":\"" + token + "\"}}";
    }

    private static String key(String key) {
        return "{\"key\":\"" + key + "\"}";
    }
}
