package dev.understudy.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.understudy.alert.AlertKind;
import dev.understudy.common.Secret;
import dev.understudy.store.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps that ask a provider for a key, one by one: what is sent, and what is made of what comes back. */
class ProbeStepsTest {
    private static final String SECRET = "sandbox-secret-0123456789abcdef-0123456789";
    private static final String EARLY = "invalid token: h.p.s, error: token is not valid yet";
    private static final String MALFORMED = "invalid token: h.p.s, error: token is malformed";
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    private static CheckParts parts;
    private static CredentialProbe probe;

    @BeforeAll
    static void open(@TempDir Path folder) {
        parts = CheckParts.of(folder, Dialect.SQLITE, "");
        probe = parts.probe("wss://livekit.example/");
    }

    @BeforeEach
    void clear() {
        parts.alerts.clear(AlertKind.CLOCK_SKEW, "livekit");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/credential/answers.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void onlyWhatTheProviderItselfSaysOfTheKeyCounts(
            Provider whose, int status, String body, Verdict verdict, String reason) throws IOException {
        answered(whose, status, body == null ? "" : body, null);
        assertThat(exchange.getProperty("verdictReason")).isEqualTo(reason);
        assertThat(exchange.getProperty("verdict")).isEqualTo(verdict);
        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }

    @Test
    void anAnswerWithoutABodyIsNoJson() throws IOException {
        exchange.setProperty("provider", Provider.TAVUS);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 401);
        probe.judge(exchange);
        assertThat(exchange.getProperty("verdictReason")).isEqualTo("HTTP 401, and no JSON");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GET /v1/models, Authorization, Bearer, /v1/models, -, Bearer sandbox-key",
                "GET /voices?limit=1&a=b, x-api-key, '', /voices, limit=1&a=b, sandbox-key",
                "GET /voices, x-api-key, -, /voices, -, sandbox-key"
            })
    void theKeyIsSentInItsHeaderAndNothingElseIs(
            String ask, String header, @Nullable String scheme, String path, @Nullable String query, String shown) {
        exchange.setProperty("key", Secret.of("sandbox-key"));
        exchange.getMessage().setHeader("Authorization-Of-Caller", "x");
        exchange.getMessage().setBody("x");
        probe.request(exchange, ask, header, scheme);
        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(exchange.getMessage().getHeaders())
                .hasSize(query == null ? 3 : 4)
                .containsEntry(Exchange.HTTP_METHOD, "GET")
                .containsEntry(Exchange.HTTP_PATH, path)
                .containsEntry(header, shown);
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_QUERY)).isEqualTo(query);
    }

    @Test
    void liveKitIsAskedAtItsOwnAddressWithATokenForAMinute() {
        exchange.setProperty("key", Secret.of("devkey:" + SECRET));
        exchange.setProperty("provider", Provider.LIVEKIT);
        probe.request(exchange, "POST /twirp/x", "Authorization", "Bearer");
        var message = exchange.getMessage();
        assertThat(message.getHeader(Exchange.HTTP_URI)).isEqualTo("https://livekit.example");
        assertThat(message.getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/json");
        assertThat(message.getBody()).isEqualTo("{\"names\":[\"__probe__\"]}");
        var token = JWT.decode(message.getHeader("Authorization", String.class).substring("Bearer ".length()));
        Algorithm.HMAC256(SECRET).verify(token);
        assertThat(token.getIssuer()).isEqualTo("devkey");
        assertThat(token.getNotBeforeAsInstant())
                .isEqualTo(parts.clock.instant().minusSeconds(10));
        assertThat(token.getExpiresAtAsInstant())
                .isEqualTo(parts.clock.instant().plusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "devkey", "devkey:", ":" + SECRET})
    void halfAPairIsNoKey(String pair) {
        exchange.setProperty("key", Secret.of(pair));
        exchange.setProperty("provider", Provider.LIVEKIT);
        assertThatThrownBy(() -> probe.request(exchange, "POST /x", "Authorization", "Bearer"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyWithoutAProviderIsTavussAndNoneIsNotAskedWith() {
        probe.prepare(exchange, Secret.of("sandbox-key"));
        assertThat(exchange.getProperty("provider")).isEqualTo(Provider.TAVUS);
        exchange.setProperty("provider", Provider.OPENAI);
        probe.prepare(exchange, Secret.of("sandbox-key"));
        assertThat(exchange.getProperty("provider")).isEqualTo(Provider.OPENAI);
        for (var none : new Secret[] {null, Secret.of("")})
            assertThatThrownBy(() -> probe.prepare(exchange, none)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theVersionIsSaidWhereThereIsOne() {
        for (var none : new String[] {null, " "}) probe.version(exchange, none);
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        probe.version(exchange, "2025-04-16");
        assertThat(exchange.getMessage().getHeader("Cartesia-Version")).isEqualTo("2025-04-16");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whyThereWasNoAnswerIsSaidAndRefusesNoKey(@Nullable Exception failure, String reason) {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        probe.unanswered(exchange);
        assertThat(exchange.getProperty("verdict")).isEqualTo(Verdict.UNKNOWN);
        assertThat(exchange.getProperty("verdictReason")).isEqualTo(reason);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectTimeoutException("x"), "no connection in time"),
                Arguments.of(new SocketTimeoutException("x"), "no answer in time"),
                Arguments.of(new ConnectException("x"), "no connection"),
                Arguments.of(new NoRouteToHostException("x"), "no connection"),
                Arguments.of(new UnknownHostException("x"), "its name is not known here"),
                Arguments.of(new IllegalArgumentException("x"), "no key"),
                Arguments.of(new IOException("x"), "IOException"),
                Arguments.of(null, "no answer"));
    }

    @ParameterizedTest
    @CsvSource({
        "31, our clock is 31 s ahead of LiveKit's",
        "-31, our clock is 31 s behind LiveKit's",
        "30, our clock and LiveKit's differ",
        "0, our clock and LiveKit's differ"
    })
    void howTheClocksDifferIsSaid(int ahead, String how) throws IOException {
        answered(Provider.LIVEKIT, 401, EARLY, parts.clock.instant().minusSeconds(ahead));
        assertThat(exchange.getProperty("verdictReason")).isEqualTo("HTTP 401, " + how);
        assertThat(parts.alert("clock_skew").orElseThrow().detail()).contains(how, "NTP");
    }

    @Test
    void whatIsNotAboutTimesIsNoMatterOfTheClock() throws IOException {
        var now = parts.clock.instant();
        answered(Provider.LIVEKIT, 401, MALFORMED, now.minusSeconds(90));
        answered(Provider.LIVEKIT, 401, "invalid token: h.p.s, error: something else", now);
        answered(Provider.LIVEKIT, 403, EARLY, now.minusSeconds(90));
        answered(Provider.LIVEKIT, 401, "not valid yet", now.minusSeconds(90));
        assertThat(parts.open()).isEmpty();
    }

    @Test
    void theClocksAreWellAgainWhenTheKeyIsTakenOrRefusedAndNotBefore() throws IOException {
        for (var end : new String[] {"{}", "invalid token: h.p.s, error: signature is invalid"}) {
            answered(Provider.LIVEKIT, 401, EARLY, null);
            answered(Provider.LIVEKIT, 503, "{}", null);
            answered(Provider.TAVUS, 200, "{}", null);
            assertThat(parts.open()).containsExactly("clock_skew livekit");
            answered(Provider.LIVEKIT, end.equals("{}") ? 200 : 401, end, null);
            assertThat(parts.open()).isEmpty();
        }
    }

    private void answered(Provider whose, int status, String body, @Nullable Instant date) throws IOException {
        exchange.setProperty("provider", whose);
        var message = exchange.getMessage();
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader("Date", date == null ? "" : httpDate(date));
        message.setBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        probe.judge(exchange);
    }

    private static String httpDate(Instant time) {
        return java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(java.time.ZoneOffset.UTC));
    }
}
