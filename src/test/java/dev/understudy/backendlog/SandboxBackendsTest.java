package dev.understudy.backendlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.ManagementCalls;
import dev.understudy.fixtures.Rotator;
import dev.understudy.fixtures.WorldControls;
import dev.understudy.host.DockerCommands;
import dev.understudy.host.EnvFileCommands;
import dev.understudy.host.Hosts;
import dev.understudy.host.Workplace;
import dev.understudy.rotation.RotationSettings;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The whole sandbox: its worker meets a 401, and that is told without anybody's looking into a log. */
class SandboxBackendsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final App APP = App.start(
            "--understudy.backendlog.enabled=true",
            "--understudy.backendlog.interval=500ms",
            "--understudy.backendlog.last-lines=60s",
            "--understudy.rotation.watch=200ms");

    @AfterAll
    static void stop() {
        APP.close();
    }

    @Test
    void aWorkerWhoseKeyIsRefusedIsToldOf() {
        await().atMost(PATIENCE).until(() -> !backend().path("registeredAt").isNull());
        assertThat(backend().path("problem").isNull()).isTrue();
        assertThat(backend().path("workerId").asText()).startsWith("AW_");
        new WorldControls(APP.port()).fault("host", "registers-then-401");
        restart();
        var alerts = APP.bean(Alerts.class);
        await().atMost(PATIENCE).until(() -> alerts.open().stream().anyMatch(SandboxBackendsTest::isOurs));
        assertThat(alerts.open().stream().filter(SandboxBackendsTest::isOurs)).hasSize(1);
        assertThat(backend().path("classes").toString()).contains("\"tavus-refused\"");
        assertThat(ManagementCalls.of(APP).metric("understudy_backend_log_lines_total{class=\"tavus-refused\"}"))
                .isEqualTo(1);
        assertThat(APP.send(APP.request("/api/backends").GET()).statusCode()).isEqualTo(401);
        for (var time = 2; time <= 3; time++) {
            validate();
            restart();
            var count = time;
            await().atMost(PATIENCE)
                    .until(() -> alerts.open().stream().anyMatch(each -> isOurs(each) && each.count() == count));
        }
        validate();
        assertThat(alerts.newest(200).stream().filter(SandboxBackendsTest::isOurs))
                .as("told once, however often the key itself is found good meanwhile")
                .hasSize(1);
    }

    private static void validate() {
        var answer = APP.send(APP.request("/api/credentials/tavus/validate")
                .header("Authorization", "Bearer sandbox")
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).containsIgnoringCase("\"valid\"");
    }

    @Test
    void aRotationLetsTheOldContainersLastLinesBeReadBeforeItIsRemoved() {
        new WorldControls(APP.port()).fault("host", "none");
        await().atMost(PATIENCE).until(() -> !backend().path("containerId").isNull());
        var old = backend().path("containerId").asText();
        var operator = new Rotator(APP.port(), "sandbox");
        var rotation = operator.ended(operator.accepted("sandbox-last-lines"));
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("done");
        var read = APP.bean(ReadLogs.class).find("sandbox-host", old).orElseThrow();
        assertThat(read.isAtItsEnd()).isTrue();
        await().atMost(PATIENCE)
                .until(() -> !backend().path("containerId").asText().equals(old));
        assertThat(ManagementCalls.of(APP).metric("understudy_backend_log_lines_total{class=\"gap\"}"))
                .isZero();
    }

    private static boolean isOurs(dev.understudy.alert.Alert alert) {
        return alert.kind() == AlertKind.TAVUS_KEY_REJECTED && alert.subject().equals("sandbox-host/avatar-backend");
    }

    /** As a rotation would, with the host's lock. */
    private static void restart() {
        var target = APP.bean(RotationSettings.class).hosts().get(0);
        var place = new Workplace(target.envFile(), "by-hand");
        try (var host = APP.bean(Hosts.class).connect(target.host())) {
            var docker = new DockerCommands(place);
            var files = new EnvFileCommands(place);
            for (var command : new dev.understudy.host.Command[] {
                files.lock(), docker.stop(target.container()), docker.start(target.container()), files.unlock()
            }) assertThat(host.run(command).isGood()).isTrue();
        }
    }

    private static JsonNode backend() {
        var answer = APP.send(APP.request("/api/backends")
                .header("Authorization", "Bearer sandbox")
                .GET());
        try {
            return JSON.readTree(answer.body()).path("backends").path(0);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
