package dev.understudy.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.App;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers' questions, written by hand because Java's client may not send an Origin. */
class CorsTest {
    private final App app = App.strict();

    @Test
    void aPageOfAChosenOriginMayCall() throws IOException {
        assertThat(preflight(app, App.ORIGIN))
                .startsWith("HTTP/1.1 200")
                .contains("Access-Control-Allow-Origin: https://site.example");
        assertThat(call(app, App.ORIGIN))
                .startsWith("HTTP/1.1 201")
                .contains("Access-Control-Allow-Origin: https://site.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"authorization,content-type", "x-sandbox-id", "content-type,x-of-their-own,idempotency-key"})
    void aPageOfAChosenOriginMaySendWhateverHeadersItAsksFor(String headers) throws IOException {
        assertThat(preflight(app, App.ORIGIN, headers))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Access-Control-Allow-Headers: " + headers.replace(",", ", "));
        assertThat(preflight(app, "https://evil.example", headers)).startsWith("HTTP/1.1 403");
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
        assertThat(preflight(App.shared(), App.ORIGIN))
                .startsWith("HTTP/1.1 403")
                .contains("application/problem+json", "origin-refused")
                .doesNotContain("Access-Control-Allow");
        assertThat(call(App.shared(), App.ORIGIN)).doesNotContain("Access-Control-Allow");
    }

    private static String preflight(App app, String origin) throws IOException {
        return preflight(app, origin, "authorization,content-type");
    }

    private static String preflight(App app, String origin, String headers) throws IOException {
        return ask(
                app,
                "OPTIONS /api/token HTTP/1.1\r\nOrigin: " + origin
                        + "\r\n"
                        + "Access-Control-Request-Method: POST\r\n"
                        + "Access-Control-Request-Headers: " + headers + "\r\n");
    }

    private static String call(App app, String origin) throws IOException {
        return ask(
                app,
                "POST /api/token HTTP/1.1\r\nContent-Length: 0\r\nAuthorization: Bearer " + App.VISITOR + "\r\nOrigin: "
                        + origin + "\r\n");
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
