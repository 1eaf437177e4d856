package dev.understudy.tavus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.common.Secret;
import dev.understudy.credential.Verdict;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The route credential-probe before every answer that can come back, and before none. */
@ExtendWith(OutputCaptureExtension.class)
class TavusProbeTest {
    private static final String KEY = "sandbox-canary-probe-5d1f";
    private static final int PORT = FreePort.find();
    private static final List<String> HEARD = new CopyOnWriteArrayList<>();
    private static final CountDownLatch OVER = new CountDownLatch(1);
    private static volatile int status = 200;
    private static volatile String body = "{}";
    private static HttpServer server;
    private static App app;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            HEARD.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("x-api-key"));
            if (status == 0) wait(OVER);
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        app = App.start(
                "--understudy.tavus.url=http://127.0.0.1:" + PORT,
                "--understudy.tavus.timeout=700",
                "--understudy.sandbox.demo=false",
                "--logging.level.dev.understudy=DEBUG",
                "--logging.level.org.apache.camel=DEBUG");
    }

    @AfterAll
    static void stop() {
        OVER.countDown();
        app.close();
        server.stop(0);
    }

    @BeforeEach
    void forget() {
        HEARD.clear();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {"data":[],"total_count":0}                                        | VALID    | HTTP 200
            200 | <html>log in to the hotel's network</html>                          | UNKNOWN  | HTTP 200, and no JSON
            200 | `"ok"`                                                              | UNKNOWN  | HTTP 200, and no JSON
            200 | {"data":[                                                           | UNKNOWN  | HTTP 200, and no JSON
            204 | ``                                                                  | UNKNOWN  | HTTP 204, and no JSON
            302 | {"message":"moved"}                                                 | UNKNOWN  | HTTP 302
            401 | {"message":"Invalid access token"}                                  | REJECTED | HTTP 401
            401 | {"error":"Unauthorized"}                                            | REJECTED | HTTP 401
            401 | {}                                                                  | UNKNOWN  | HTTP 401
            401 | <html>proxy</html>                                                  | UNKNOWN  | HTTP 401, and no JSON
            403 | {"message":"Forbidden"}                                             | REJECTED | HTTP 403
            403 | <html>a firewall</html>                                             | UNKNOWN  | HTTP 403, and no JSON
            402 | {"message":"The user is out of conversational credits."}            | LIMITED  | HTTP 402
            400 | {"message":"User has reached maximum concurrent conversations"}     | LIMITED  | HTTP 400
            400 | {"error":"out of Credits"}                                          | LIMITED  | HTTP 400
            400 | {"error":"Invalid face_id"}                                         | UNKNOWN  | HTTP 400
            404 | {"message":"Not found"}                                             | UNKNOWN  | HTTP 404
            429 | {"message":"Too many requests"}                                     | UNKNOWN  | HTTP 429
            500 | {"message":"Invalid access token"}                                  | UNKNOWN  | HTTP 500
            503 | <html>down</html>                                                   | UNKNOWN  | HTTP 503, and no JSON
            """)
    void onlyWhatTavusItselfSaysOfTheKeyCounts(int code, String answer, Verdict verdict, String reason) {
        status = code;
        body = answer;
        assertVerdict(probe(Secret.of(KEY)), verdict, reason);
        assertThat(HEARD).containsExactly("GET /v2/conversations?status=active&limit=1 " + KEY);
    }

    @Test
    void noAnswerInTimeSaysNothingOfTheKey(CapturedOutput output) {
        status = 0;
        assertVerdict(probe(Secret.of(KEY)), Verdict.UNKNOWN, "no answer within 700 ms");
        assertThat(HEARD).hasSize(1);
        assertThat(output).doesNotContain(KEY);
    }

    @Test
    void nobodyThereSaysNothingOfTheKey() {
        try (var alone = App.start(
                "--understudy.tavus.url=http://127.0.0.1:" + FreePort.find(), "--understudy.sandbox.demo=false")) {
            assertVerdict(probe(alone, Secret.of(KEY)), Verdict.UNKNOWN, "no connection");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void withoutAKeyNobodyIsAsked(String none) {
        assertVerdict(probe(Secret.of(none)), Verdict.UNKNOWN, "no key");
        assertThat(HEARD).isEmpty();
    }

    private static Exchange probe(Secret key) {
        return probe(app, key);
    }

    private static Exchange probe(App of, Secret key) {
        var exchange = new DefaultExchange(of.bean(CamelContext.class));
        exchange.setProperty("key", key);
        return of.bean(ProducerTemplate.class).send("direct:credential-probe", exchange);
    }

    private static void assertVerdict(Exchange probed, Verdict verdict, String reason) {
        assertThat(probed.getException()).isNull();
        assertThat(probed.getProperty("verdict")).isEqualTo(verdict);
        assertThat(probed.getProperty("verdictReason")).isEqualTo(reason);
        assertThat(probed.getMessage().getBody()).isNull();
        assertThat(probed.getMessage().getHeaders()).isEmpty();
        assertThat(probed.getAllProperties().toString()).doesNotContain(KEY);
    }

    private static void wait(CountDownLatch latch) {
        await().atMost(java.time.Duration.ofSeconds(30)).until(() -> latch.getCount() == 0);
    }
}
