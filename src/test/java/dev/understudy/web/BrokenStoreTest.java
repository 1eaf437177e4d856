package dev.understudy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.understudy.fixtures.Api;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.AtOnce;
import dev.understudy.fixtures.BrokenStore;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.ManagementCalls;
import dev.understudy.fixtures.SignedWebhook;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A full disk and a database that another process has locked: who asks for something to be written hears at once that it was not,
 * and when to come again; who asks what is there is answered; and when it is over, all is as before.
 */
class BrokenStoreTest {
    private static final String FILE = Database.newFile();
    private static final App APP = App.start("--understudy.database.url=jdbc:sqlite:" + FILE);
    private static final ManagementCalls CALLS = ManagementCalls.of(APP);
    private static final int CROWD = 60;
    private static final long ANSWERED_WITHIN_MS = 5_000;

    /** Those that write nothing here: a token is only signed, a sign of life only remembered, a callback only a hint, and nothing of the rest is there. */
    private static final Set<String> WRITE_NOTHING = Set.of(
            "POST /api/token",
            "POST /api/agents/alive",
            "POST /tavus/callback/{secret}",
            "DELETE /api/credentials/{provider}/standby",
            "POST /api/alerts/{id}/redeliver",
            "POST /api/rotations/{id}/resume",
            "POST /api/rotations/{id}/abandon",
            "POST /tavus/v2/conversations",
            "POST /tavus/v2/personas",
            "POST /tavus/v2/pals",
            "POST /tavus/v2/conversations/{id}/end");

    enum Trouble {
        LOCKED,
        FULL;

        BrokenStore begin() {
            return this == LOCKED ? BrokenStore.locked(FILE) : BrokenStore.full(APP.bean(JdbcClient.class));
        }
    }

    @AfterAll
    static void stop() {
        APP.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeWrittenIsRefusedAndComesAgain(Trouble trouble) {
        var calls = writing(opened());
        try (var broken = trouble.begin()) {
            calls.forEach((name, call) -> {
                var answer = timed(trouble + " " + name, call);
                assertThat(answer.statusCode()).as(name).isEqualTo(503);
                assertThat(answer.body()).as(name).contains("urn:understudy:problem:store-unavailable");
                assertThat(answer.headers().firstValue("Retry-After")).as(name).hasValue("5");
            });
        }
        await().untilAsserted(() -> assertThat(
                        APP.send(writing(opened()).get("POST /livekit/webhook")).statusCode())
                .isEqualTo(200));
        assertThat(opened()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsThereIsStillTold(Trouble trouble) {
        try (var broken = trouble.begin()) {
            for (var path :
                    List.of("sessions", "mode", "credentials", "rotations", "backends", "audit", "alerts", "smoke"))
                assertThat(timed(trouble + " GET " + path, operator("GET", "/api/" + path, ""))
                                .statusCode())
                        .as(path)
                        .isEqualTo(200);
            var token =
                    APP.request("/api/token").POST(BodyPublishers.ofString("{\"roomName\":\"a\",\"identity\":\"u\"}"));
            assertThat(APP.send(token).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void healthSaysWhatIsTheMatter(Trouble trouble) {
        try (var broken = trouble.begin()) {
            var words = trouble == Trouble.LOCKED ? "another process holds the database's lock" : "the disk is full";
            await().untilAsserted(() -> assertThat(health("/ready"))
                    .contains("\"status\":\"DOWN\",\"components\"")
                    .contains("\"store\":{\"description\":\"" + words + "\",\"status\":\"DOWN\"}"));
            assertThat(health("/live")).startsWith("{\"status\":\"UP\"");
        }
        await().untilAsserted(() -> assertThat(health("/ready")).startsWith("{\"status\":\"UP\""));
    }

    /** LiveKit sends again what is answered with 503, and after the time that it is told; so each of a crowd has to be answered. */
    @Test
    void aCrowdOfWebhooksIsAnsweredWhileTheDatabaseIsLocked() {
        try (var broken = BrokenStore.locked(FILE)) {
            var answers = AtOnce.run(CROWD, number -> APP.send(webhook()).statusCode());
            assertThat(answers).hasSize(CROWD).containsOnly(503);
        }
    }

    /** How long a caller stands in line for the one connection, and how long its write then waits for another process's lock. */
    @Test
    void theLongestWaitIsBelowFiveSeconds() {
        var pool = APP.bean(HikariDataSource.class);
        assertThat(pool.getConnectionTimeout()).isLessThan(ANSWERED_WITHIN_MS);
    }

    @Test
    void everyCallThatWritesIsTried() {
        var changing = Api.operations().stream()
                .filter(call -> !call.method().equals("GET"))
                .map(Api.Operation::toString)
                .toList();
        var tried = new ArrayList<>(writing("s1").keySet());
        tried.addAll(WRITE_NOTHING);
        assertThat(tried).containsExactlyInAnyOrderElementsOf(changing);
    }

    private static Map<String, HttpRequest.Builder> writing(String session) {
        var calls = new LinkedHashMap<String, HttpRequest.Builder>();
        calls.put(
                "POST /api/dispatch-agent",
                operator("POST", "/api/dispatch-agent", "{\"roomName\":\"" + UUID.randomUUID() + "\"}"));
        calls.put("POST /livekit/webhook", webhook());
        calls.put("DELETE /api/sessions/{id}", operator("DELETE", "/api/sessions/" + session, ""));
        calls.put("PUT /api/mode", operator("PUT", "/api/mode", "{\"avatar\":\"tavus\"}"));
        calls.put("POST /api/credentials/{provider}/validate", operator("POST", "/api/credentials/tavus/validate", ""));
        calls.put(
                "PUT /api/credentials/{provider}/standby",
                operator("PUT", "/api/credentials/tavus/standby", "{\"key\":\"sandbox-tavus-key-2\"}"));
        calls.put(
                "POST /api/rotations",
                operator("POST", "/api/rotations", "{\"provider\":\"tavus\",\"key\":\"sandbox-tavus-key-2\"}"));
        calls.put(
                "POST /api/backends/{name}/restart",
                operator("POST", "/api/backends/sandbox-host/restart", "{\"why\":\"it hangs\"}"));
        calls.put("POST /api/alerts/test", operator("POST", "/api/alerts/test", ""));
        calls.put("POST /api/smoke", operator("POST", "/api/smoke", ""));
        return calls;
    }

    private static HttpRequest.Builder webhook() {
        var event = SignedWebhook.body("EV_" + UUID.randomUUID(), "room_started", "demo");
        return operator("POST", "/livekit/webhook", event).setHeader("Authorization", SignedWebhook.token(event));
    }

    private static HttpRequest.Builder operator(String method, String path, String body) {
        return APP.request(path)
                .setHeader("Authorization", "Bearer sandbox")
                .method(method, BodyPublishers.ofString(body));
    }

    /** A new session's id. */
    private static String opened() {
        var answer = APP.send(writing("").get("POST /api/dispatch-agent"));
        assertThat(answer.statusCode()).isEqualTo(202);
        return answer.body().replaceFirst(".*?\"id\":\"([^\"]+)\".*", "$1");
    }

    private static HttpResponse<String> timed(String what, HttpRequest.Builder call) {
        var then = System.nanoTime();
        var answer = APP.send(call);
        System.out.println(what + ": " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - then) + " ms");
        return answer;
    }

    private static String health(String group) {
        return CALLS.get("/observe/health" + group).body();
    }
}
