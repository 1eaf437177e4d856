package dev.understudy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.App;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Callers that begin a request and do not go on: the server has fewer threads than there are of them, and time for all others. */
class SlowCallersTest {
    private static final int THREADS = 8;
    private static final int SLOW = 3 * THREADS;
    private static final int PLACES = 3;
    /** Not where the slow ones are: any of these is the machine itself. */
    private static final String ELSEWHERE = "127.0.0.2";

    private static App app;
    private final List<Socket> slow = new ArrayList<>();

    @BeforeAll
    static void start() {
        app = App.start(
                "--server.tomcat.threads.max=" + THREADS,
                "--server.tomcat.connection-timeout=10m",
                "--understudy.web.body-deadline=10m",
                "--understudy.web.body-readers-per-address=" + PLACES);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (var each : slow) each.close();
    }

    @Test
    void slowBodiesCostNobodyElseAnAnswer() throws IOException {
        for (var count = 0; count < SLOW; count++)
            begin("POST /api/token HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{");
        others();
        await().until(() -> refused() == SLOW - PLACES);
        hangUp();
        // the places of who has gone are free again
        await().until(() -> app.post("/api/token", "{}").statusCode() == 201);
    }

    /** Behind a trusted proxy; who has one address of IPv6 has 2^64 of them. */
    @Test
    void whoChangesItsAddressInOneNetworkHasThePlacesOfOne() throws IOException {
        for (var count = 0; count < SLOW; count++)
            begin("POST /api/token HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 2001:db8:0:7::" + count
                    + "\r\nContent-Length: 99\r\n\r\n{");
        await().until(() -> refused() == SLOW - PLACES);
    }

    @Test
    void slowHeadersCostNobodyElseAnAnswer() throws IOException {
        for (var count = 0; count < SLOW; count++) begin("POST /api/token HTTP/1.1\r\nHost: x\r\nX-Slow: ");
        others();
    }

    private void begin(String request) throws IOException {
        var socket = new Socket("127.0.0.1", app.port());
        slow.add(socket);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Who calls from another address is answered. */
    private static void others() throws IOException {
        assertThat(answer("POST /api/token HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 201");
        assertThat(answer("POST /livekit/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 401");
        assertThat(answer("GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200");
    }

    private static String answer(String request) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(60_000);
            socket.bind(new InetSocketAddress(ELSEWHERE, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", app.port()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    /** How many have an answer: that they are not waited for. */
    private long refused() throws IOException {
        var count = 0;
        for (var each : slow) if (each.getInputStream().available() > 0) count++;
        return count;
    }
}
