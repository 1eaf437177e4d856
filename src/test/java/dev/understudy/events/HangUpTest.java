package dev.understudy.events;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.App;
import dev.understudy.fixtures.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listeners go when they like, also in the middle of a word. The server ends their requests then; we must not get in its way. */
class HangUpTest {
    private static final int LISTENERS = 400;
    private static final int AT_ONCE = 16;
    private static final String CALL = "GET /api/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sandbox\r\n\r\n";
    private final int port = FreePort.find(); // the server's threads are named after it
    private final Queue<String> uncaught = new ConcurrentLinkedQueue<>();
    private final UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    @BeforeEach
    void watch() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (thread.getName().contains("-" + port + "-")) uncaught.add(thread.getName() + ": " + failure);
        });
    }

    @AfterEach
    void unwatch() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    /** The second time without hanging up: each stream lasts its time. */
    @Test
    void thatManyHangUpIsNoTroubleToAnyThreadAndAStreamThatLastedItsTimeEndsWhole() throws Exception {
        try (var app = talkative(port)) {
            atOnce(AT_ONCE, LISTENERS, () -> hearAndHangUp(app));
            atOnce(AT_ONCE, AT_ONCE, () -> {
                var heard = app.send(app.request("/api/events").header("Authorization", "Bearer sandbox"));
                assertThat(heard.statusCode()).isEqualTo(200);
                // nothing at all, where no thread came to it in time
                assertThat(heard.body()).satisfiesAnyOf(body -> assertThat(body).isEmpty(), body -> assertThat(body)
                        .startsWith(":\n\n")
                        .endsWith("\n\n"));
            });
        }
        assertThat(uncaught).isEmpty();
    }

    /** One that says something all the time; a request that the server lost does not hold up its end for long. */
    private static App talkative(int port) {
        return App.startOn(
                port,
                "--understudy.events.poll=1ms",
                "--understudy.events.heartbeat=1ms",
                "--understudy.events.longest=3s",
                "--spring.lifecycle.timeout-per-shutdown-phase=2s");
    }

    private static void atOnce(int threads, int times, Runnable work) throws Exception {
        var crowd = Executors.newFixedThreadPool(threads);
        try {
            var all = IntStream.range(0, times)
                    .mapToObj(each -> Executors.callable(work))
                    .toList();
            for (var each : crowd.invokeAll(all)) each.get();
        } finally {
            crowd.shutdownNow();
        }
    }

    /** Resets the connection, so that the server notices at its next word. */
    private static void hearAndHangUp(App app) {
        try (var socket = new Socket("127.0.0.1", app.port())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(CALL.getBytes(US_ASCII));
            var hears = ThreadLocalRandom.current().nextInt(1, 1_000);
            assertThat(socket.getInputStream().readNBytes(hears)).isNotEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
