package dev.understudy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.understudy.fixtures.App;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.coyote.http11.Http11Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Requests that no well-bred client sends, byte by byte. */
class RawInputTest {
    private static final int READ_MS = 60_000;
    /** Of a request to the strict application by somebody who may ask; its body is to follow. */
    private static final String HEAD =
            "POST /api/token HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + App.VISITOR + "\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/%zz HTTP/1.1\r\nHost: x\r\n",
                "GET /api/%00 HTTP/1.1\r\nHost: x\r\n",
                "GET /api/a|b{} HTTP/1.1\r\nHost: x\r\n",
                "GET /a b HTTP/1.1\r\nHost: x\r\n",
                "GET /api/../../../etc/passwd HTTP/1.1\r\nHost: x\r\n",
                "GET /api/token?a=%zz HTTP/1.1\r\nHost: x\r\n",
                "GET /api/token HTTP/1.1\r\n",
                "GET /api/token HTTP/1.1\r\nHost: a b\r\n",
                "GET /api/token HTTP/1.1\r\nHost: x\r\nHost: y\r\n",
                "GET /api/token HTTP/9.9\r\nHost: x\r\n",
                "TRACE /api/token HTTP/1.1\r\nHost: x\r\n",
                "GARBAGE\r\n",
                "G\u0000T / HTTP/1.1\r\nHost: x\r\n",
                "POST /api/token HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n",
                "POST /api/token HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n",
                "POST /api/token HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n",
                "POST /api/token HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n",
                "POST /api/token HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000000\r\n",
                "POST /api/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: nonsense\r\n",
                "POST /api/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /livekit/webhook HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n"
            })
    void brokenRequestsAreRefusedAsProblems(String head) throws IOException {
        var answer = send(head + "Connection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.1 (4\\d\\d|50[15]) .*");
        assertThat(answer).contains("application/problem+json", "urn:understudy:problem:");
        assertThat(answer).doesNotContain("<html", "Tomcat", "Exception", "\tat ", "It was logged");
    }

    /** Anybody could fill the log with it, a stack trace each time. */
    @Test
    void aHeaderThatIsTooLongIsNoErrorOfOurs() throws IOException {
        var app = App.shared(); // which sets the log up, and forgets who listened before
        var logger = (Logger) LoggerFactory.getLogger(Http11Processor.class);
        var said = new ListAppender<ILoggingEvent>();
        said.list = new CopyOnWriteArrayList<>();
        said.start();
        logger.addAppender(said);
        try {
            var answer = send(
                    app,
                    "POST /api/token HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nX-Huge: " + "x".repeat(20_000)
                            + "\r\n\r\n{}");
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
        } finally {
            logger.detachAppender(said);
        }
        assertThat(said.list).noneMatch(event -> event.getLevel() == Level.ERROR);
    }

    @Test
    void aCallerThatIsRefusedInMidSentenceMayFinishIt() throws IOException {
        try (var socket = new Socket("127.0.0.1", App.strict().port())) {
            socket.setSoTimeout(READ_MS);
            var header = "POST /api/token HTTP/1.1\r\nHost: x\r\nX-Huge: " + "x".repeat(60_000);
            socket.getOutputStream().write(header.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");

            // a connection that Tomcat has closed is answered with a reset after a second, when its selector looks
            // again
            var pieces = new AtomicInteger();
            await().pollInterval(Duration.ofMillis(100)).until(() -> {
                socket.getOutputStream().write(new byte[1_000]);
                return pieces.incrementAndGet() == 30;
            });
        }
    }

    @Test
    void aCallerThatStopsInTheMiddleIsToldAndLetGo() throws IOException {
        var answer = send(App.strict(), HEAD + "Content-Length: 10\r\n\r\n{");
        assertThat(answer).startsWith("HTTP/1.1 408").contains("application/problem+json");
    }

    /** By its headers alone: whoever may not call takes no thread that waits for a body. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/token HTTP/1.1\r\nHost: x\r\n",
                "POST /api/dispatch-agent HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer wrong\r\n",
                "PUT /api/mode HTTP/1.1\r\nHost: x\r\n",
                "POST /api/rotations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + App.VISITOR + "\r\n",
                "POST /tavus/v2/conversations HTTP/1.1\r\nHost: x\r\nx-api-key: wrong\r\n",
                "POST /livekit/webhook HTTP/1.1\r\nHost: x\r\nAuthorization: a.b.c\r\n"
            })
    void aStrangerIsRefusedBeforeItsBodyIsWaitedFor(String head) throws IOException {
        assertThat(send(App.strict(), head + "Content-Length: 10\r\n\r\n{")).matches("(?s)HTTP/1.1 40[13] .*");
    }

    @Test
    void aCallerThatDripsIsLetGoAfterTheDeadline() throws Exception {
        try (var socket = new Socket("127.0.0.1", App.strict().port())) {
            socket.setSoTimeout(READ_MS);
            socket.getOutputStream().write((HEAD + "Content-Length: 999\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            drip(socket);
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 408");
        }
    }

    /** One byte each 100 ms until there is an answer. */
    private static void drip(Socket socket) {
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            if (socket.getInputStream().available() > 0) return true;
            socket.getOutputStream().write(' ');
            return false;
        });
    }

    private static String send(String request) throws IOException {
        return send(App.shared(), request);
    }

    private static String send(App app, String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", app.port())) {
            socket.setSoTimeout(READ_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
