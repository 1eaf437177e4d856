package dev.understudy.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.App;
import dev.understudy.fixtures.Operator;
import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.SignedWebhook;
import dev.understudy.fixtures.TavusClient;
import dev.understudy.fixtures.WorldControls;
import dev.understudy.webhook.Webhooks;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Scanner;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real application behind the shipped Nginx. */
@Tag("end-to-end")
class NginxFrontTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OPERATOR = "Bearer sandbox";

    @TempDir
    static Path folder;

    private static App app;
    private static Nginx nginx;

    @BeforeAll
    static void start() {
        app = App.start(
                "--understudy.events.heartbeat=500ms",
                "--understudy.webhook.sweep-interval=1h",
                "--understudy.session.rules[0].rooms=own-*",
                "--understudy.session.rules[0].agent-name=avatar-agent",
                "--understudy.session.rules[0].avatar=agent",
                "--understudy.session.rules[1].rooms=*",
                "--understudy.session.rules[1].agent-name=avatar-agent",
                "--understudy.session.rules[1].avatar=understudy");
        // an event's stream shall outlive a silence that would end it, without a test that takes minutes
        var quick = NginxFolder.shipped(folder, app.port()).change("proxy_read_timeout 75s;", "proxy_read_timeout 3s;");
        nginx = Nginx.start(quick);
    }

    @AfterAll
    static void stop() {
        nginx.close();
        app.close();
    }

    @Test
    void tokensAndAgentsAreGivenOut() {
        var older = nginx.post("/api/token", "{\"roomName\":\"test\",\"identity\":\"user\"}");
        assertThat(older.statusCode()).isEqualTo(200);
        assertThat(older.body()).contains("\"token\":\"ey");
        assertThat(nginx.post("/api/token", "{\"room_name\":\"test\"}").statusCode())
                .isEqualTo(201);
        var dispatched = nginx.post("/api/dispatch-agent", "{\"roomName\":\"through\"}");
        assertThat(dispatched.statusCode()).isEqualTo(202);
        var location = dispatched.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith("/api/sessions/");
        var session = nginx.send(nginx.request(location).header("Authorization", OPERATOR));
        assertThat(session.statusCode()).isEqualTo(200);
        assertThat(session.body()).contains("\"room\":\"through\"");
        assertThat(nginx.get("/openapi.yaml").body()).startsWith("openapi: 3.1.0");
    }

    @Test
    void aSignedWebhookWorksAndATamperedOneDoesNot() {
        var room = "hook-" + UUID.randomUUID();
        var odd = SignedWebhook.body("EV_" + UUID.randomUUID(), "room_started", room)
                .replace("{\"event\"", " \t{\r\n  \"event\" ")
                .replace("Zoë", "Zoë \u2028\uD83C\uDFAD\\u00e9");
        var token = SignedWebhook.token(odd + "\r\n ");
        var known = counted(room);
        var refused = deliver(odd, token);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(counted(room)).isEqualTo(known);
        var taken = deliver(odd + "\r\n ", token);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(taken.body()).isEmpty();
    }

    @Test
    void eventsComeAsTheyHappenAndTheStreamOutlivesSilence() throws Exception {
        var request = nginx.request("/api/events?room=heard").header("Authorization", OPERATOR);
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        var reader = new Thread(() -> read(answer, lines), "hearing");
        reader.start();
        var began = System.nanoTime();
        await().atMost(PATIENCE)
                .until(() -> System.nanoTime() - began > Duration.ofSeconds(7).toNanos());
        assertThat(reader.isAlive()).as("longer than two read timeouts").isTrue();
        new WorldControls(app.port()).join("heard", "user");
        await().atMost(PATIENCE).until(() -> video("heard"));
        await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(line -> line.contains("\"state\":\"VIDEO\"")));
        answer.body().close();
        reader.join();
    }

    @ParameterizedTest(name = "{0}: {1} bytes are refused by {2}")
    @CsvSource({
        "/api/token, 1048577, the application",
        "/api/token, 2097153, nginx",
        "/livekit/webhook, 2097153, nginx",
        "/tavus/v2/conversations, 262145, the application"
    })
    void bodiesOverTheLimitAreAProblem(String path, int size, String who) {
        var refused = nginx.post(path, "x".repeat(size));
        assertThat(refused.statusCode()).isEqualTo(413);
        var type = path.startsWith("/tavus/") ? "application/json" : "application/problem+json";
        assertThat(refused.headers().firstValue("Content-Type")).contains(type);
        assertThat(refused.body())
                .contains("\"type\":\"urn:understudy:problem:body-too-large\"", "\"status\":413")
                .contains(who.equals("nginx") ? "the proxy" : "are read here");
    }

    /** The application reads a webhook of that size; what it says to it is another matter. */
    @Test
    void bodiesUpToTheLimitGetThrough() {
        assertThat(deliver("x".repeat(2_097_152), "x").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/observe/health",
                "/sandbox/faults",
                "//sandbox/faults",
                "/api/..;/sandbox/faults",
                "/twirp/x",
                "/"
            })
    void managementAndSandboxAreNotThere(String path) {
        var answer = nginx.raw("GET " + path, "Authorization: Bearer sandbox\r\n");
        assertThat(answer).startsWith("HTTP/1.1 404").contains("<center>nginx</center>");
    }

    @Test
    void theAgentsOwnCallsGetThroughWithTwoSlashesToo() {
        new WorldControls(app.port()).join("own-1", "user");
        await().atMost(PATIENCE).until(() -> session("own-1").agentIdentity() != null);
        var agent = session("own-1").agentIdentity();
        var token = TavusClient.token(SignedWebhook.KEY, SignedWebhook.SECRET, "own-1", agent);
        var gateway = new TavusClient(nginx.request("/tavus/v2").build().uri().toString(), "sandbox-gateway");
        var made = gateway.call("POST", "//conversations", TavusClient.body(token));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(gateway.call("GET", "//conversations/" + made.conversation(), "")
                        .status())
                .isEqualTo(200);
        assertThat(gateway.with("wrong").create(token).status()).isEqualTo(401);
    }

    @Test
    void whatTheApplicationDoesNotKnowItSaysItself() {
        for (var path : new String[] {"/api/nothing", "/tavus/callback/wrong"})
            assertThat(nginx.post(path, "{}").body()).contains("urn:understudy:problem:");
        assertThat(nginx.errors()).noneMatch(line -> line.contains("temporary file"));
    }

    private static void read(HttpResponse<java.io.InputStream> answer, List<String> lines) {
        try (var scanner = new Scanner(answer.body(), StandardCharsets.UTF_8)) {
            while (scanner.hasNextLine()) lines.add(scanner.nextLine());
        }
    }

    private static boolean video(String room) {
        return !new Operator(app, "sandbox").sessions(room).isEmpty()
                && session(room).state().equals("VIDEO");
    }

    private static SeenSession session(String room) {
        return await().until(() -> new Operator(app, "sandbox").session(room), java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static int counted(String room) {
        return app.bean(Webhooks.class).waiting(room).size();
    }

    private static HttpResponse<String> deliver(String body, String token) {
        var request = nginx.request("/livekit/webhook")
                .header("Authorization", token)
                .header("Content-Type", "application/webhook+json");
        return nginx.send(request.POST(BodyPublishers.ofString(body)));
    }
}
