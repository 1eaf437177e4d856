package dev.understudy.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.FreePort;
import dev.understudy.fixtures.Http;
import dev.understudy.fixtures.Postgres;
import dev.understudy.fixtures.Production;
import dev.understudy.fixtures.WorldControls;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys that are nowhere else in the world are given to the application, in production and with its own log at DEBUG. It plays
 * to video, to 401 and through every kind of bad input; then the keys are looked for in everything that it shows and leaves.
 */
class SecretsStaySecretTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PATHS = List.of(
            "/api/token",
            "/api/dispatch-agent",
            "/api/sessions",
            "/api/sessions/none",
            "/api/agents/alive",
            "/api/mode",
            "/api/rotations",
            "/api/rotations/none",
            "/api/credentials",
            "/api/credentials/tavus",
            "/api/credentials/none/validate",
            "/api/credentials/none/standby",
            "/api/smoke/none",
            "/tavus/v2/conversations",
            "/tavus/v2/conversations/none/end",
            "/api/alerts",
            "/api/alerts/none/redeliver",
            "/api/audit",
            "/api/backends/one/restart",
            "/api/backends/one/variables",
            "/api/backends/one/log",
            "/api/actions/none",
            "/livekit/webhook",
            "/tavus/callback/" + Canaries.STRANGER,
            "/nothing");
    private static final List<String> MANAGED = List.of(
            "/observe",
            "/observe/health",
            "/observe/health/ready",
            "/observe/metrics",
            "/observe/env",
            "/observe/configprops",
            "/observe/heapdump",
            "/observe/jolokia/list",
            "/observe/jolokia/read/java.lang:type=Runtime",
            "/observe/jolokia/read/dev.understudy:*",
            "/observe/jolokia/read/org.apache.camel:type=routes,*",
            "/observe/jolokia/read/org.apache.camel:type=endpoints,*",
            "/observe/jolokia/read/org.apache.camel:type=context,*");

    @TempDir
    Path folder;

    @Test
    @Tag("thorough")
    void nothingSecretShowsAnywhere() throws Exception {
        var canaries = new Canaries();
        var jmx = FreePort.find();
        try (var production = planted(jmx).start()) {
            var world = new WorldControls(production.worldPort());
            playToVideo(production, world, canaries);
            playToRefusal(production, world);
            playWithoutLiveKit(production, world);
            var rotated = CanaryRotations.play(production, world);
            for (var answer : rotated.answers()) canaries.search("an answer to who rotates", answer);
            for (var answer : CanaryKeys.play(production)) canaries.search("an answer about keys", answer);
            playAlerts(production);
            var strange = nonsense(production);
            var shown = look(production);
            for (var answer : strange.answers()) canaries.search("an answer to a stranger", answer);
            for (var answer : shown) canaries.search("an answer", answer);
            assertThat(MBeans.walk(jmx, canaries::search)).isGreaterThan(2_000);
            canaries.search("the command line", production.application().commandLine());
            canaries.searchFiles(folder.resolve("app"));
            assertThat(production.application().said()).contains("DEBUG");
        }
        canaries.search("the log", Files.readString(folder.resolve("app.log")));
        canaries.searchFiles(folder.resolve("app"));
        assertThat(canaries.leaks()).isEmpty();
    }

    /** On PostgreSQL, so that its password is in an application that is at work. */
    @Test
    @Tag("thorough")
    void aTokenThatLiveKitRefusesAndEchoesIsNotPassedOnNorIsADatabasesPassword() throws Exception {
        var canaries = new Canaries();
        var jmx = FreePort.find();
        var address = "postgres://postgres:" + Canaries.DATABASE_PASSWORD + "@"
                + Postgres.newDatabase().split("@")[1];
        try (var production = planted(jmx)
                .with("LIVEKIT_API_SECRET", Canaries.WRONG_SECRET)
                .with("UNDERSTUDY_DATABASE_URL", address)
                .start()) {
            var operator = new Http(production.port(), Canaries.OPERATOR);
            visitor(production).post("/api/dispatch-agent", "{\"roomName\":\"refused\"}");
            await().atMost(PATIENCE).until(() -> operator.get("/api/sessions").contains("livekit_rejected"));
            assertThat(new Http(production.worldPort(), "sandbox").get("/sandbox/heard"))
                    .contains("401");
            for (var answer : operator.answers()) canaries.search("an answer", answer);
            assertThat(MBeans.walk(jmx, canaries::search)).isGreaterThan(2_000);
            for (var path : MANAGED)
                canaries.search(path, new Http(production.managementPort(), Canaries.OPERATOR).get(path));
        }
        canaries.search("the log", Files.readString(folder.resolve("app.log")));
        canaries.searchFiles(folder.resolve("app"));
        assertThat(canaries.leaks()).isEmpty();
    }

    @Test
    @Tag("thorough")
    void aDatabaseThatIsNotThereIsNotReportedWithItsPassword() throws Exception {
        var canaries = new Canaries();
        var nobody = "postgres://user:" + Canaries.DATABASE_PASSWORD + "@127.0.0.1:" + FreePort.find() + "/none";
        try (var production = planted(FreePort.find()).with("UNDERSTUDY_DATABASE_URL", nobody)) {
            assertThat(production.launch().ended()).isNotZero();
        }
        canaries.search("the log", Files.readString(folder.resolve("app.log")));
        assertThat(canaries.leaks()).isEmpty();
    }

    @Test
    void whatIsLookedForWouldBeFound() throws Exception {
        var canaries = new Canaries();
        canaries.search("a log", "calling with " + Canaries.TAVUS_KEY);
        canaries.search("a header", "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiJ1c2VyIn0" + ".c2lnbmF0dXJlLW9m");
        Files.writeString(folder.resolve("left.tmp"), "x".repeat(5_000) + Canaries.LIVEKIT_SECRET);
        canaries.searchFiles(folder);
        canaries.search("nothing", "an ordinary line");
        assertThat(canaries.leaks()).hasSize(3);
    }

    private Production planted(int jmx) {
        var production = new Production(
                folder,
                "--understudy.sandbox.keys." + Canaries.LIVEKIT_KEY + "=" + Canaries.LIVEKIT_SECRET,
                "--understudy.sandbox.alert-secret=whsec_" + Canaries.ALERT_KEY);
        return CanaryKeys.plant(CanaryAlerts.plant(production))
                .arguments(CanaryRotations.arguments(production))
                .with("LIVEKIT_API_KEY", Canaries.LIVEKIT_KEY)
                .with("LIVEKIT_API_SECRET", Canaries.LIVEKIT_SECRET)
                .with("TAVUS_API_KEY", Canaries.TAVUS_KEY)
                .with("UNDERSTUDY_API_TOKEN", Canaries.OPERATOR)
                .with("UNDERSTUDY_ACCESS", "bearer")
                .with("UNDERSTUDY_ACCESS_TOKEN", Canaries.VISITOR)
                .arguments("--logging.level.dev.understudy=DEBUG", "--understudy.database.connect-timeout=5s")
                .jvm(
                        "-Dcom.sun.management.jmxremote.port=" + jmx,
                        "-Dcom.sun.management.jmxremote.rmi.port=" + jmx,
                        "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                        "-Djava.rmi.server.hostname=127.0.0.1",
                        "-Dcom.sun.management.jmxremote.authenticate=false",
                        "-Dcom.sun.management.jmxremote.ssl=false");
    }

    private static void playToVideo(Production production, WorldControls world, Canaries canaries) throws Exception {
        var operator = new Http(production.port(), Canaries.OPERATOR);
        world.join("canary-video", "user");
        await().atMost(PATIENCE).until(() -> operator.get("/api/sessions").contains("\"mode\":\"video\""));
        var made = new Http(production.worldPort(), "sandbox").get("/sandbox/conversations");
        var name = JSON.readTree(made).get(0).path("conversation_name").asText();
        canaries.addCallback(name.split("-")[1]);
        // the one answer that is meant to hold a token
        assertThat(visitor(production).post("/api/token", "{}")).contains("participant_token");
    }

    private static void playToRefusal(Production production, WorldControls world) {
        var operator = new Http(production.port(), Canaries.OPERATOR);
        world.fault("tavus", "revoked");
        world.join("canary-audio", "user");
        await().atMost(PATIENCE).until(() -> operator.get("/api/sessions").contains("tavus_key_rejected"));
        world.fault("tavus", "down");
    }

    private static void playWithoutLiveKit(Production production, WorldControls world) {
        world.fault("livekit", "down");
        visitor(production).post("/api/dispatch-agent", "{\"roomName\":\"canary-alone\"}");
        var operator = new Http(production.port(), Canaries.OPERATOR);
        await().atMost(PATIENCE)
                .until(() -> operator.get("/api/sessions?room=canary-alone").contains("livekit_unavailable"));
        world.fault("livekit", "none");
    }

    /** One receiver takes alerts, the other one and the mail server are not there. */
    private static void playAlerts(Production production) {
        var operator = new Http(production.port(), Canaries.OPERATOR);
        operator.post("/api/alerts/test", "");
        await().atMost(PATIENCE).until(() -> CanaryAlerts.haveGone(operator.get("/api/alerts")));
    }

    /** Everything that can be wrong with a call, by somebody with the wrong token and by the operator. */
    private static Http nonsense(Production production) {
        var stranger = new Http(production.port(), Canaries.STRANGER);
        var operator = new Http(production.port(), Canaries.OPERATOR);
        for (var path : PATHS)
            for (var method : List.of("GET", "POST", "PUT", "DELETE"))
                for (var body :
                        List.of("", "{", "{\"roomName\":[1],\"avatar\":\"" + Canaries.STRANGER.charAt(0) + "\"}")) {
                    stranger.call(method, path, body);
                    operator.call(method, path, body);
                }
        for (var answer : operator.answers())
            assertThat(answer).doesNotContain(Canaries.TAVUS_KEY, Canaries.OPERATOR, Canaries.LIVEKIT_SECRET);
        return stranger;
    }

    /** All that the operator can look at, on both ports and in the simulators. */
    private static List<String> look(Production production) throws Exception {
        var operator = new Http(production.port(), Canaries.OPERATOR);
        var sessions = JSON.readTree(operator.get("/api/sessions"));
        for (var session : sessions.path("sessions"))
            operator.get("/api/sessions/" + session.path("id").asText());
        for (var rotation : JSON.readTree(operator.get("/api/rotations")).path("rotations"))
            operator.get("/api/rotations/" + rotation.path("id").asText());
        for (var path : List.of("/openapi.yaml", "/api/mode", "/api/audit", "/api/backends/one/variables"))
            operator.get(path);
        operator.get("/api/backends/one/log?tail=500");
        var manager = new Http(production.managementPort(), Canaries.OPERATOR);
        MANAGED.forEach(manager::get);
        var heard = new Http(production.worldPort(), "sandbox").get("/sandbox/heard");
        var all = new java.util.ArrayList<>(operator.answers());
        all.addAll(manager.answers());
        all.add(heard);
        all.add(events(production));
        return all;
    }

    /** What the stream of events says within a second. */
    private static String events(Production production) throws Exception {
        var url = URI.create("http://127.0.0.1:" + production.port() + "/api/events");
        var connection = (java.net.HttpURLConnection) url.toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + Canaries.OPERATOR);
        connection.setReadTimeout(1_000);
        var said = new StringBuilder();
        try (var stream = connection.getInputStream()) {
            for (var next = stream.read(); next >= 0; next = stream.read()) said.append((char) next);
        } catch (java.net.SocketTimeoutException e) {
            said.append(" (and so on)");
        }
        return said.toString();
    }

    private static Http visitor(Production production) {
        return new Http(production.port(), Canaries.VISITOR);
    }
}
