package dev.understudy.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.App;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Browsers' questions, written by hand because Java's client may not send an Origin. */
class CorsTest {
    private static App app;

    @BeforeAll
    static void start() {
        app = App.start("--understudy.access.origins=https://site.example");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void aPageOfAChosenOriginMayCall() throws IOException {
        assertThat(preflight(app, "https://site.example"))
                .startsWith("HTTP/1.1 200")
                .contains("Access-Control-Allow-Origin: https://site.example");
        assertThat(call(app, "https://site.example"))
                .startsWith("HTTP/1.1 201")
                .contains("Access-Control-Allow-Origin: https://site.example");
    }

    @Test
    void aPageOfAnotherOriginMayNot() throws IOException {
        assertThat(preflight(app, "https://evil.example"))
                .startsWith("HTTP/1.1 403")
                .contains("application/problem+json");
        assertThat(call(app, "https://evil.example")).startsWith("HTTP/1.1 403").contains("origin-refused");
    }

    @Test
    void withoutOriginsNoPageMayReadAnAnswer() throws IOException {
        assertThat(preflight(App.shared(), "https://site.example"))
                .startsWith("HTTP/1.1 403")
                .contains("application/problem+json", "origin-refused")
                .doesNotContain("Access-Control-Allow");
        assertThat(call(App.shared(), "https://site.example")).doesNotContain("Access-Control-Allow");
    }

    private static String preflight(App app, String origin) throws IOException {
        return ask(
                app,
                "OPTIONS /api/token HTTP/1.1\r\nOrigin: " + origin
                        + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization,content-type\r\n");
    }

    private static String call(App app, String origin) throws IOException {
        return ask(app, "POST /api/token HTTP/1.1\r\nContent-Length: 0\r\nOrigin: " + origin + "\r\n");
    }

    private static String ask(App app, String head) throws IOException {
        try (var socket = new Socket("127.0.0.1", app.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write((head + "Host: api.example\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
