package dev.understudy.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does from afar to a container of a real engine, as an account that is only in the group docker. */
@Tag("host")
class BackendOnHostTest {
    private static final String KEY = "sandbox-good-backend-4c1d";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static DockerHost machine;
    private static Backend backend;
    private static Rotator operator;

    @BeforeAll
    static void start() {
        machine = DockerHost.start();
        backend = machine.backend("avatar-afar", DockerHost.DEPLOY);
        operator = new Rotator(machine, folder).on(DockerHost.DEPLOY, backend).start();
    }

    @AfterAll
    static void stop() {
        operator.close();
        machine.close();
    }

    @AfterEach
    void noContainerStays() {
        for (var each : backend.containers()) machine.engine().docker("rm", "--force", "--volumes", each.id());
    }

    @Test
    void aContainerIsStartedAnewAndItsWorkerIsSeenToRegister() {
        running(KEY);
        var before = backend.container();
        var since = Shape.startedAt(machine.engine(), backend);
        var over = restarted();
        assertThat(over.path("state").asText()).as("%s", over).isEqualTo("done");
        assertThat(over.path("observed").asText()).startsWith("registered worker AW_");
        assertThat(backend.container()).isEqualTo(before);
        assertThat(Shape.startedAt(machine.engine(), backend)).isGreaterThan(since);
        assertThat(machine.engine().log(backend.name())).contains("draining worker");
        assertThat(backend.leftovers()).isEmpty();
    }

    @Test
    void aWorkerThatEndsIsSeenToAndTheHostIsFree() {
        running(KEY);
        machine.engine().docker("stop", "-t", "0", backend.name());
        backend.write(Backend.env("sandbox-bad-key", "0.3", "0.3"));
        machine.engine().docker("rm", backend.name());
        backend.run();
        var over = restarted();
        assertThat(over.path("state").asText()).as("%s", over).isEqualTo("failed");
        await().atMost(PATIENCE).until(() -> backend.leftovers().isEmpty());
    }

    @Test
    void anEnvFileThatWasEditedByHandIsSeenToDiffer() {
        running(KEY);
        assertThat(variable("TAVUS_API_KEY").path("same").asBoolean()).isTrue();
        backend.write(Backend.env("sandbox-good-by-hand", "0.3", "0.3"));
        var key = variable("TAVUS_API_KEY");
        assertThat(key.path("same").asBoolean()).isFalse();
        assertThat(key.path("inContainer").asText()).isEqualTo(Secret.of(KEY).fingerprint());
        assertThat(key.path("inFile").asText())
                .isEqualTo(Secret.of("sandbox-good-by-hand").fingerprint());
        assertThat(key.path("isCurrentKey").asBoolean()).isFalse();
        assertThat(variable("GREETING").path("same").asBoolean())
                .as("quotes and all")
                .isTrue();
    }

    @Test
    void aKeyThatIsPlantedInTheLogIsCovered() {
        running(KEY);
        machine.engine()
                .docker("exec", backend.name(), "sh", "-c", "echo \"calling with $TAVUS_API_KEY\" >/proc/1/fd/1");
        machine.engine()
                .docker(
                        "exec",
                        backend.name(),
                        "sh",
                        "-c",
                        "echo \"{\\\"s\\\": \\\"$LIVEKIT_API_SECRET\\\"}\" >/proc/1/fd/2");
        await().atMost(PATIENCE).until(() -> log().contains("calling with"));
        assertThat(log()).contains("calling with [TAVUS_API_KEY]", "[LIVEKIT_API_SECRET]", "registered worker");
        assertThat(log()).doesNotContain(KEY, "none-of-your-business");
    }

    private static void running(String key) {
        backend.write(Backend.env(key, "0.3", "0.3")).run().registered();
    }

    private static String log() {
        return operator.call("GET", path("/log?tail=500"), "").body();
    }

    private static JsonNode variable(String name) {
        var compared = json(operator.call("GET", path("/variables"), "").body());
        for (var each : compared.path("variables"))
            if (each.path("name").asText().equals(name)) return each;
        throw new AssertionError(name + " is not in " + compared);
    }

    private static JsonNode restarted() {
        var answer = operator.call("POST", path("/restart"), "{\"why\":\"a test\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var location = answer.headers().firstValue("Location").orElseThrow();
        return await("the end of the action")
                .atMost(PATIENCE)
                .until(
                        () -> json(operator.call("GET", location, "").body()),
                        action -> !action.path("state").asText().equals("running"));
    }

    private static String path(String what) {
        return "/api/backends/" + backend.name() + "-host" + what;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
