package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each provider says to a good key, to none, to a wrong one, and to one that may not do everything. */
class FakeKeyApisTest {
    private static final String GOOD = "sandbox-good-key-0001";
    private static final String LIMITED = "sandbox-limited-key-1";
    private static final Map<String, String> QUESTIONS = Map.of(
            "openai", "/openai/v1/models",
            "elevenlabs", "/elevenlabs/v1/user",
            "deepgram", "/deepgram/v1/auth/token",
            "cartesia", "/cartesia/voices");
    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = Stage.open(QUESTIONS.keySet().stream()
                .map(provider -> "slots." + provider + ".standby=" + LIMITED)
                .toArray(String[]::new));
        for (var provider : QUESTIONS.keySet())
            stage.control("PUT", "/faults", "{\"keys\":{\"" + provider + "\":{\"standby\":\"limited\"}}}");
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, \"object\":\"list\"",
        "elevenlabs, \"subscription\"",
        "deepgram, \"api_key_id\"",
        "cartesia, \"data\"",
    })
    void aGoodKeyIsTaken(String provider, String part) {
        var answer = ask(provider, GOOD);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("application/json");
        assertThat(answer.text()).contains(part);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, application/json, \"code\":\"invalid_api_key\"",
        "openai, application/json, 'Incorrect API key provided: wrong-ke*************-key.'",
        "elevenlabs, application/json, '\"message\":\"Invalid API key\",\"status\":\"invalid_api_key\"'",
        "deepgram, text/plain;charset=utf-8, Invalid credentials.",
        "cartesia, application/json, '\"error_code\":null,\"title\":\"Unauthorized\"'",
    })
    void aWrongKeyIsRefusedAsTheProviderDoes(String provider, String type, String part) {
        var answer = ask(provider, "wrong-key-to-ask-with-key");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.type().replace(" ", "")).isEqualTo(type);
        assertThat(answer.text()).contains(part).doesNotContain("wrong-key-to-ask-with-key");
    }

    @ParameterizedTest
    @CsvSource({
        "openai, 403, Missing scopes: api.model.read",
        "elevenlabs, 401, '\"status\":\"missing_permissions\"'",
        "deepgram, 403, '\"err_code\":\"INSUFFICIENT_PERMISSIONS\"'",
        "cartesia, 402, '\"error_code\":\"plan_upgrade_required\"'",
    })
    void aLimitedKeyIsAliveAndMayNot(String provider, int status, String part) {
        var answer = ask(provider, LIMITED);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains(part);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, You didn't provide an API key.",
        "elevenlabs, needs_authorization",
        "deepgram, Invalid credentials.",
        "cartesia, Unauthorized",
    })
    void noKeyIsRefusedToo(String provider, String part) {
        var request = stage.to("/sandbox" + QUESTIONS.get(provider)).header("Cartesia-Version", "2026-03-01");
        var answer = stage.send(request.GET());
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains(part);
    }

    @Test
    void elevenLabsTellsOfAnEmptyAccountWhereSpeechIsPaid() {
        var speech = stage.to("/sandbox/elevenlabs/v1/text-to-speech/some-voice");
        var answer = stage.send(speech.header("xi-api-key", LIMITED).GET());
        assertThat(answer.status() + answer.text()).startsWith("401").contains("\"status\":\"quota_exceeded\"");
    }

    @Test
    void cartesiaWantsItsVersion() {
        var answer = stage.send(stage.to("/sandbox/cartesia/voices")
                .header("Authorization", "Bearer " + GOOD)
                .GET());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("Cartesia-Version header is required in YYYY-MM-DD form");
    }

    @Test
    void cartesiaSaysErrorsAsTextToWhoAsksForAnOldVersion() {
        var answer = stage.send(stage.to("/sandbox/cartesia/voices")
                .header("Authorization", "Bearer wrong")
                .header("Cartesia-Version", "2025-04-16")
                .GET());
        assertThat(answer.status() + " " + answer.text()).isEqualTo("401 Unauthorized: Invalid API key");
        assertThat(answer.type()).startsWith("text/plain");
    }

    @Test
    void whatNobodyAsksIsNotThere() {
        assertThat(stage.send(stage.to("/sandbox/openai/v1/other")
                                .header("Authorization", "Bearer " + GOOD)
                                .GET())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void eachQuestionIsHeard() {
        ask("openai", "sandbox-heard-by-fingerprint");
        assertThat(stage.control("GET", "/heard", "").text())
                .contains("\"to\":\"openai\",\"call\":\"GET /v1/models\"")
                .doesNotContain("heard-by-fingerprint");
    }

    private static Answer ask(String provider, String key) {
        var scheme = provider.equals("deepgram") ? "Token " : "Bearer ";
        var request = stage.to("/sandbox" + QUESTIONS.get(provider)).header("Cartesia-Version", "2026-03-01");
        var withKey = provider.equals("elevenlabs")
                ? request.header("xi-api-key", key)
                : request.header("Authorization", scheme + key);
        return stage.send(withKey.GET());
    }
}
