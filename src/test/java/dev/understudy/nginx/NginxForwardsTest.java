package dev.understudy.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives behind the shipped Nginx of what was sent to it. */
@Tag("end-to-end")
class NginxForwardsTest {
    @TempDir
    Path folder;

    @Test
    void bodiesArriveByteForByteAndNeverTouchTheDisk() {
        var odd = " {\r\n\t\"name\" : \"Zoë \u2028 \\u00e9 \uD83C\uDFAD\",\n  \"x\":1e0 }\r\n\r\n ";
        var large = (odd + "x".repeat(700_000)).getBytes(UTF_8);
        try (var stub = new Stub(Stub.ANSWER);
                var nginx = Nginx.start(NginxFolder.shipped(folder, stub.port()))) {
            for (var path : new String[] {"/livekit/webhook", "/tavus/v2/conversations", "/api/token"}) {
                var sent = nginx.request(path).header("Content-Type", "application/webhook+json");
                assertThat(nginx.send(sent.POST(BodyPublishers.ofByteArray(large)))
                                .statusCode())
                        .isEqualTo(200);
                assertThat(stub.last().body()).isEqualTo(large);
                assertThat(stub.last().headers().getFirst("Content-Type")).isEqualTo("application/webhook+json");
                var chunked = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large));
                nginx.send(nginx.request(path).POST(chunked));
                assertThat(stub.last().body()).isEqualTo(large);
            }
            assertThat(nginx.errors()).noneMatch(line -> line.contains("temporary file"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/token",
                "/api/sessions/ab?room=%20x&room=y%2F",
                "/tavus/v2//conversations",
                "/tavus/callback/se",
                "/meet",
                "/meet/",
                "/meet/a.js",
                "/openapi.yaml"
            })
    void pathsArriveAsTheyWereWritten(String path) {
        try (var stub = new Stub(Stub.ANSWER);
                var nginx = Nginx.start(NginxFolder.shipped(folder, stub.port()))) {
            assertThat(nginx.raw("GET " + path, "")).contains("the stub").doesNotContain("Server: nginx/");
            assertThat(stub.last().line()).isEqualTo("GET " + path);
        }
    }

    @Test
    void whoACallerIsSaysNginxAlone() {
        var lies = "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-For: 10.0.0.1\r\nX-Forwarded-Proto: https\r\n"
                + "X-Forwarded-Host: evil.example\r\nX-Forwarded-Port: 1\r\nX-Real-IP: 203.0.113.9\r\n"
                + "Forwarded: for=203.0.113.9;proto=https\r\nAuthorization: Bearer own\r\n";
        try (var stub = new Stub(Stub.ANSWER);
                var nginx = Nginx.start(NginxFolder.shipped(folder, stub.port()))) {
            for (var path : new String[] {"/api/token", "/api/events", "/livekit/webhook", "/tavus/v2/x", "/meet"}) {
                nginx.raw("GET " + path, lies);
                var headers = stub.last().headers();
                assertThat(headers.get("X-Forwarded-For")).containsExactly("127.0.0.1");
                assertThat(headers.get("X-Forwarded-Proto")).containsExactly("http");
                assertThat(headers.get("X-Forwarded-Host")).containsExactly("x");
                assertThat(headers.get("X-Real-IP")).containsExactly("127.0.0.1");
                assertThat(headers.get("Forwarded")).isNull();
                assertThat(headers.get("Authorization")).containsExactly("Bearer own");
                assertThat(headers.toString()).doesNotContain("203.0.113.9", "evil");
            }
        }
    }

    @Test
    void aPostThatWasBegunIsNeverSentAgain() {
        try (var one = new Stub(Stub.HANG_UP);
                var two = new Stub(Stub.HANG_UP)) {
            var both = "server 127.0.0.1:" + one.port() + "; server 127.0.0.1:" + two.port() + ";";
            var nodes = NginxFolder.shipped(folder, one.port())
                    .changeUpstream("server 127.0.0.1:" + one.port() + ";", both);
            try (var nginx = Nginx.start(nodes)) {
                assertThat(nginx.post("/livekit/webhook", "{}").statusCode()).isEqualTo(502);
            }
            assertThat(one.seen().size() + two.seen().size()).isEqualTo(1);
        }
    }

    @Test
    void aNodeThatIsDownIsPassedOver() {
        try (var up = new Stub(Stub.ANSWER)) {
            var both = "server 127.0.0.1:" + dev.understudy.fixtures.FreePort.find() + "; server 127.0.0.1:" + up.port()
                    + ";";
            var nodes =
                    NginxFolder.shipped(folder, up.port()).changeUpstream("server 127.0.0.1:" + up.port() + ";", both);
            try (var nginx = Nginx.start(nodes)) {
                for (var each = 0; each < 4; each++)
                    assertThat(nginx.post("/livekit/webhook", "{}").statusCode())
                            .isEqualTo(200);
            }
            assertThat(up.seen()).hasSize(4);
        }
    }

    /** The first event may travel with the headers, which nginx never holds back; the second one does not. */
    @Test
    void anEventIsThereBeforeTheNextOneIsSaid() throws Exception {
        var heard = new Semaphore(0);
        Stub.Deed events = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            for (var each = 0; each < 4; each++) {
                exchange.getResponseBody().write("data: %d\n".formatted(each).getBytes(UTF_8));
                exchange.getResponseBody().flush();
                if (!wasHeard(heard)) break;
            }
            exchange.close();
        };
        try (var stub = new Stub(events);
                var nginx = Nginx.start(NginxFolder.shipped(folder, stub.port()))) {
            var answer =
                    HttpClient.newHttpClient().send(nginx.request("/api/events").build(), BodyHandlers.ofInputStream());
            try (var lines = new Scanner(answer.body(), UTF_8)) {
                for (var each = 0; each < 4; each++) {
                    assertThat(lines.nextLine()).isEqualTo("data: " + each);
                    heard.release();
                }
            }
        }
    }

    private static boolean wasHeard(Semaphore heard) {
        try {
            return heard.tryAcquire(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void secretsOfPathsAndQueriesAreNotWrittenDown() {
        try (var stub = new Stub(Stub.ANSWER);
                var nginx = Nginx.start(NginxFolder.shipped(folder, stub.port()).liveKit(stub.port()))) {
            nginx.post("/tavus/callback/secret-of-a-path", "{}");
            nginx.get("/rtc/validate?access_token=secret-of-a-query");
            nginx.get("/api/seen");
            await().until(() -> nginx.accessLog().contains("/api/seen"));
            assertThat(nginx.accessLog()).doesNotContain("secret-of-a");
            assertThat(stub.seen()).hasSize(3);
        }
    }

    @Test
    void whoCallsMuchTooOftenIsStoppedBeforeTheApplicationAndWebhooksNeverAre() {
        try (var stub = new Stub(Stub.ANSWER)) {
            var few = NginxFolder.shipped(folder, stub.port())
                    .change("rate=100r/s", "rate=1r/m")
                    .change(
                            "/api/ {\n        limit_req zone=understudy_calls burst=500",
                            "/api/ {\n        limit_req zone=understudy_calls burst=2");
            try (var nginx = Nginx.start(few)) {
                for (var each = 0; each < 3; each++)
                    assertThat(nginx.post("/api/token", "{}").statusCode()).isEqualTo(200);
                var refused = nginx.post("/api/token", "{}");
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
                assertThat(refused.headers().firstValue("Retry-After")).contains("5");
                assertThat(refused.body()).contains("limit-reached");
                for (var each = 0; each < 9; each++)
                    assertThat(nginx.post("/livekit/webhook", "{}").statusCode())
                            .isEqualTo(200);
            }
            assertThat(stub.seen()).hasSize(12);
        }
    }

    /** Only in the path is an encoded character refused: names of rooms may have any. */
    @Test
    void anEncodedCharacterInTheQueryGetsThrough() {
        try (var stub = new Stub(Stub.ANSWER);
                var nginx = Nginx.start(NginxFolder.shipped(folder, stub.port()))) {
            assertThat(nginx.raw("GET /api/sessions?room=a%20b%2Fc", "")).startsWith("HTTP/1.1 200");
            assertThat(stub.seen()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/observe/health",
                "/observe/jolokia/",
                "/sandbox/faults",
                "/twirp/livekit.RoomService/ListRooms",
                "/rtc",
                "/agent",
                "/error",
                "//sandbox/faults",
                "/api/../sandbox/faults",
                "/api/%2e%2e/sandbox/faults",
                "/api/..;/sandbox/faults",
                "/api/..%3b/sandbox/faults",
                "/%6civekit/webhook",
                "/livekit/%77ebhook",
                "/%61pi/token",
                "/api/%74oken?room=a",
                "/tavus/v2/%63onversations",
                "/%6feet",
                "/livekit/webhook/x",
                "/tavus/",
                "/API/token",
                "/.git/config"
            })
    void whatIsNotForTheWorldIsNotThere(String path) {
        try (var stub = new Stub(Stub.ANSWER);
                var nginx = Nginx.start(NginxFolder.shipped(folder, stub.port()))) {
            assertThat(nginx.raw("GET " + path, "")).startsWith("HTTP/1.1 404");
            assertThat(stub.seen()).isEmpty();
        }
    }
}
