package dev.understudy.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.FreePort;
import dev.understudy.fixtures.OneAtATime;
import dev.understudy.store.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The route credential-probe before every answer that can come back, and before none. */
@OneAtATime
@ExtendWith(OutputCaptureExtension.class)
class CredentialProbeTest {
    private static final String KEY = "sandbox-canary-probe-5d1f";
    private static final String SECRET = "sandbox-secret-0123456789abcdef-0123456789";
    private static final Secret PAIR = Secret.of("devkey:" + SECRET);

    @TempDir
    static Path folder;

    private static ProviderDouble provider;
    private static CheckParts parts;
    private static CredentialRoutes routes;

    @BeforeAll
    static void start() {
        provider = new ProviderDouble();
        parts = CheckParts.of(folder, Dialect.SQLITE, "");
        routes = new CredentialRoutes(parts, provider.url());
    }

    @AfterAll
    static void stop() {
        provider.close();
        routes.close();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/credential/answers.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void onlyWhatTheProviderItselfSaysOfTheKeyCounts(
            Provider whose, int status, String body, Verdict verdict, String reason) {
        provider.says(status, body == null ? "" : body);
        var probed = probe(whose);
        assertVerdict(probed, verdict, reason);
        assertThat(provider.heard).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatSaysNothingOfTheKeyNeverRefusesIt(Provider whose) {
        var refusal = "{\"message\":\"Invalid access token\",\"error\":{\"code\":\"invalid_api_key\"},"
                + "\"detail\":{\"status\":\"invalid_api_key\"},\"err_code\":\"INVALID_AUTH\"}";
        for (var status : List.of(302, 404, 408, 429, 500, 502, 503, 504)) {
            provider.says(status, refusal);
            assertVerdict(probe(whose), Verdict.UNKNOWN, "HTTP " + status);
        }
        for (var status : List.of(200, 401, 403, 429, 503)) {
            provider.says(status, "<html>invalid_api_key, invalid access token</html>");
            assertVerdict(probe(whose), Verdict.UNKNOWN, "HTTP " + status + ", and no JSON");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TAVUS      | GET /v2/conversations?status=active&limit=1 x-api-key=
            OPENAI     | GET /v1/models Authorization=Bearer
            ELEVENLABS | GET /v1/user xi-api-key=
            DEEPGRAM   | GET /v1/auth/token Authorization=Token
            CARTESIA   | GET /voices?limit=1 Authorization=Bearer
            """)
    void eachIsAskedInItsOwnWay(Provider whose, String question) {
        provider.says(200, "{}");
        probe(whose);
        var space = question.endsWith("=") ? "" : " ";
        assertThat(provider.heard).containsExactly(question + space + KEY + " ");
    }

    @Test
    void liveKitIsAskedWithATokenForAMinute() {
        provider.says(200, "{}");
        assertVerdict(probe(Provider.LIVEKIT), Verdict.VALID, "HTTP 200");
        var heard = provider.heard.get(0);
        assertThat(heard).startsWith("POST /twirp/livekit.RoomService/ListRooms Authorization=Bearer ");
        assertThat(heard).endsWith(" {\"names\":[\"__probe__\"]}").doesNotContain(SECRET);
        var token = JWT.decode(heard.split(" ")[3]);
        Algorithm.HMAC256(SECRET).verify(token);
        assertThat(token.getIssuer()).isEqualTo("devkey");
        assertThat(token.getClaim("video").asMap()).containsOnlyKeys("roomList");
        assertThat(Duration.between(token.getNotBeforeAsInstant(), token.getExpiresAtAsInstant()))
                .isEqualTo(Duration.ofSeconds(70));
    }

    @ParameterizedTest
    @CsvSource({"90, ahead of", "-150, behind"})
    void aWrongClockIsNamedAndRefusesNoKey(long ahead, String how) {
        parts.clock.pass(Duration.ofMillis(System.currentTimeMillis() - parts.clock.millis())
                .plusSeconds(ahead));
        provider.says(401, "invalid token: h.p.s, error: token has invalid claims: token is not valid yet");
        var probed = probe(Provider.LIVEKIT);
        assertThat(probed.getProperty("verdict")).isEqualTo(Verdict.UNKNOWN);
        assertThat(probed.getProperty("verdictReason", String.class))
                .matches("HTTP 401, our clock is 1?\\d\\d s " + how + " LiveKit's");
        assertThat(parts.alert("clock_skew")).isPresent();
        provider.says(401, "invalid token: h.p.s, error: token signature is invalid: signature is invalid");
        assertVerdict(probe(Provider.LIVEKIT), Verdict.REJECTED, "HTTP 401, signature is invalid");
        assertThat(parts.alert("clock_skew")).as("that is about the key").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token is expired", "token is not valid yet"})
    void aTokenThatIsRefusedForItsTimesRefusesNoKeyThoughTheClocksSeemEqual(String why) {
        parts.clock.pass(Duration.ofMillis(System.currentTimeMillis() - parts.clock.millis()));
        provider.says(401, "invalid token: h.p.s, error: token has invalid claims: " + why);
        assertVerdict(probe(Provider.LIVEKIT), Verdict.UNKNOWN, "HTTP 401, our clock and LiveKit's differ");
        assertThat(parts.alert("clock_skew")).isPresent();
        provider.says(503, "{}");
        probe(Provider.LIVEKIT);
        assertThat(parts.alert("clock_skew")).as("no answer tells nothing").isPresent();
        provider.says(200, "{}");
        probe(Provider.LIVEKIT);
        assertThat(parts.alert("clock_skew")).isEmpty();
    }

    @Test
    void noAnswerInTimeSaysNothingOfTheKey(CapturedOutput output) {
        provider.says(0, "");
        try (var hasty = new CredentialRoutes(parts, provider.url(), 300)) {
            for (var whose : Provider.values()) {
                var probed = hasty.send("credential-probe", "key", key(whose), "provider", whose);
                assertVerdict(probed, Verdict.UNKNOWN, "no answer in time");
            }
        }
        assertThat(output).doesNotContain(KEY, SECRET);
    }

    @Test
    void nobodyThereSaysNothingOfTheKey() {
        try (var alone = new CredentialRoutes(parts, "http://127.0.0.1:" + FreePort.find())) {
            for (var whose : Provider.values())
                assertVerdict(
                        alone.send("credential-probe", "key", key(whose), "provider", whose),
                        Verdict.UNKNOWN,
                        "no connection");
        }
    }

    @Test
    void aKeyIsNeverSentOnToWhereAnAnswerLeads() {
        try (var elsewhere = new ProviderDouble()) {
            elsewhere.says(200, "{}");
            provider.sendsTo(elsewhere.url());
            assertVerdict(probe(Provider.TAVUS), Verdict.UNKNOWN, "HTTP 302");
            assertThat(elsewhere.heard).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void withoutAKeyNobodyIsAsked(String none) {
        provider.says(200, "{}");
        assertVerdict(routes.send("credential-probe", "key", Secret.of(none)), Verdict.UNKNOWN, "no key");
        assertThat(provider.heard).isEmpty();
    }

    @Test
    void halfAPairIsNoKey() {
        provider.says(200, "{}");
        var probed = routes.send("credential-probe", "key", Secret.of(KEY), "provider", Provider.LIVEKIT);
        assertVerdict(probed, Verdict.UNKNOWN, "no key");
        assertThat(provider.heard).isEmpty();
    }

    @Test
    void aKeyWithoutAProviderIsTavuss() {
        provider.says(401, "{\"message\":\"Invalid access token\"}");
        var probed = routes.send("credential-probe", "key", Secret.of(KEY));
        assertVerdict(probed, Verdict.REJECTED, "HTTP 401, access token");
    }

    @Test
    void eachProviderHasARouteOfTheOneTemplate() {
        for (var whose : Provider.values()) assertThat(routes.ids()).contains("credential-probe-" + whose.wire());
    }

    private static Exchange probe(Provider whose) {
        return routes.send("credential-probe", "key", key(whose), "provider", whose);
    }

    private static Secret key(Provider whose) {
        return whose == Provider.LIVEKIT ? PAIR : Secret.of(KEY);
    }

    private static void assertVerdict(Exchange probed, Verdict verdict, String reason) {
        assertThat(probed.getException()).isNull();
        assertThat(probed.getProperty("verdictReason")).isEqualTo(reason);
        assertThat(probed.getProperty("verdict")).isEqualTo(verdict);
        assertThat(probed.getMessage().getBody()).isNull();
        assertThat(probed.getMessage().getHeaders()).isEmpty();
        assertThat(probed.getAllProperties().toString()).doesNotContain(KEY, SECRET);
    }
}
