package dev.understudy.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases 1 and 7 of containers as people have them: whatever the env file says, of a container only the key changes. */
@Tag("host")
class OnlyTheKeyChangesTest {
    private static final String OLD = "sandbox-good-old-e1";

    @TempDir
    static Path folder;

    private static DockerHost machine;
    private static Backend backend;
    private static Rotator rotator;
    private static int count;

    @BeforeAll
    static void start() {
        machine = DockerHost.start();
        backend = machine.backend("avatar-env", "root");
        rotator =
                new Rotator(machine, folder.resolve("app")).on("root", backend).start();
    }

    @AfterAll
    static void stop() {
        rotator.close();
        machine.close();
    }

    @AfterEach
    void noContainerStays() {
        for (var each : backend.containers()) machine.engine().docker("rm", "--force", "--volumes", each.id());
    }

    @Test
    void whatWasSetOverTheFileStays() {
        backend.write(Backend.env(OLD, "0.3", "0.3"))
                .run("--env=LIVEKIT_URL=wss://production.example.org", "--env=EXTRA=by hand, \"quoted\"")
                .registered();
        var host = becomes("overlap");
        assertThat(host.path("differences").findValuesAsText("name")).containsExactly("EXTRA", "LIVEKIT_URL");
        assertThat(backend.container().env()).containsEntry("LIVEKIT_URL", "wss://production.example.org");
    }

    @Test
    void anEditThatWasNeverDeployedIsNotDeployedByTheRotation() {
        backend.write(Backend.env(OLD, "0.3", "0.3")).run().registered();
        var edited = new String(Backend.env(OLD, "0.3", "0.3"), StandardCharsets.UTF_8)
                .replace("ws://127.0.0.1:7880", "ws://staging.example.org");
        backend.write((edited + "NEW=1\n").getBytes(StandardCharsets.UTF_8));
        var host = becomes("overlap");
        assertThat(host.path("differences").toString())
                .contains("LIVEKIT_URL", "the container's value is kept", "NEW", "does not get it")
                .doesNotContain("staging.example.org");
        assertThat(new String(backend.env(), StandardCharsets.UTF_8)).contains("ws://staging.example.org", "NEW=1");
    }

    /** The program reads the mounted file: as one that has the key from there only, quoted, exported, with a comment. */
    @ParameterizedTest
    @CsvSource({"file, overlap", "folder, overlap", "file, stop-first", "folder, stop-first"})
    void aMountedFileGetsTheKeyAndTheContainerNothing(String what, String strategy) {
        var env = "# dotenv\nexport TAVUS_API_KEY = '" + OLD
                + "'  # from the platform\nSTART_S=0.3\nDRAIN_S=0.3\nQUOTED=\"a b\"\n";
        backend.write(env.getBytes(StandardCharsets.UTF_8));
        var file = backend.envFile();
        var mount = what.equals("file") ? file + ":/app/.env:ro" : file.getParent() + ":/app";
        var inside = what.equals("file") ? "/app/.env" : "/app/" + file.getFileName();
        var exclusive = strategy.equals("stop-first") ? "--label=dev.understudy.exclusive=true" : "--label=x=y";
        backend.runWithoutEnvFile(
                        "--volume=" + mount, "--env=DOTENV=" + inside, "--env=LIVEKIT_URL=ws://prod", exclusive)
                .registered();
        var host = becomes(strategy);
        assertThat(backend.container().env()).doesNotContainKeys("TAVUS_API_KEY", "QUOTED");
        assertThat(new String(backend.env(), StandardCharsets.UTF_8))
                .isEqualTo(env.replace(OLD, "sandbox-good-new-" + count));
        assertThat(machine.engine().docker("exec", backend.name(), "cat", inside))
                .contains("sandbox-good-new-" + count);
        assertThat(host.path("steps").findValuesAsText("name").contains("verify-again"))
                .isEqualTo(strategy.equals("overlap"));
        // it comes back from the real path, not from a staged copy that is gone
        machine.engine().docker("restart", "-t", "0", backend.name());
        assertThat(machine.engine().docker("exec", backend.name(), "cat", inside))
                .contains("sandbox-good-new-" + count);
    }

    @ParameterizedTest
    @CsvSource({"overlap", "stop-first"})
    void aMountedFileIsTheOldOneAgainWhenTheKeyIsNoGood(String strategy) {
        var env = "TAVUS_API_KEY='" + OLD + "'\nSTART_S=0.3\nDRAIN_S=0.3\n";
        backend.write(env.getBytes(StandardCharsets.UTF_8));
        var exclusive = strategy.equals("stop-first") ? "--label=dev.understudy.exclusive=true" : "--label=x=y";
        backend.runWithoutEnvFile("--volume=" + backend.envFile() + ":/app/.env", "--env=DOTENV=/app/.env", exclusive)
                .registered();
        var before = backend.container();
        var rotated = rotator.rotate("sandbox-bad-mounted");
        assertThat(rotated.state()).as(rotated.toString()).isEqualTo("rolled_back");
        assertThat(new String(backend.env(), StandardCharsets.UTF_8)).isEqualTo(env);
        assertThat(backend.container()).isEqualTo(before);
        assertThat(backend.leftovers()).isEmpty();
    }

    /** Case 6: users are served, and Tavus and OpenAI refuse all the time. Each key is judged by its own provider's refusals. */
    @ParameterizedTest
    @CsvSource({"tavus, openai", "openai, tavus"})
    void ofTwoDeadKeysEachIsRotatedAlone(String first, String second) {
        var env = new String(Backend.env("sandbox-good-late401-old", "0.3", "0.3"), StandardCharsets.UTF_8)
                + "OPENAI_API_KEY=sandbox-dead\n";
        backend.write(env.getBytes(StandardCharsets.UTF_8)).run().registered();
        for (var provider : List.of(first, second)) {
            var variable = provider.toUpperCase(java.util.Locale.ROOT) + "_API_KEY";
            var key = "sandbox-good-" + provider + ++count;
            var before = new TreeMap<>(backend.container().env());
            var rotated = rotator.rotate(provider, key);
            assertThat(rotated.state()).as(rotated.toString()).isEqualTo("done");
            before.put(variable, key);
            assertThat(new TreeMap<>(backend.container().env())).isEqualTo(before);
            if (provider.equals(first)) assertThat(verified(rotated)).containsPattern("told besides: .* of " + second);
            else assertThat(verified(rotated)).contains("then nothing bad");
        }
        assertThat(backend.log()).doesNotContain("401");
    }

    private static String verified(Rotated rotated) {
        return rotated.steps().stream()
                .filter(step -> step.name().equals("verify"))
                .map(Rotated.Step::observed)
                .findFirst()
                .orElse("");
    }

    private static com.fasterxml.jackson.databind.JsonNode becomes(String strategy) {
        var before = new TreeMap<>(backend.container().env());
        var key = "sandbox-good-new-" + ++count;
        var meanwhile = Meanwhile.of(machine, backend, rotator, key);
        var rotated = meanwhile.rotated();
        var least = meanwhile.workers().getMin();
        assertThat(rotated.state()).as(rotated.toString()).isEqualTo("done");
        assertThat(rotated.strategy()).isEqualTo(strategy);
        if (strategy.equals("overlap"))
            assertThat(least).as("running workers meanwhile").isPositive();
        if (before.containsKey("TAVUS_API_KEY")) before.put("TAVUS_API_KEY", key);
        assertThat(new TreeMap<>(backend.container().env())).isEqualTo(before);
        assertThat(backend.containers()).hasSize(1);
        assertThat(backend.leftovers()).isEmpty();
        System.out.println(strategy + ", workers running: 1 before, at least " + least + " meanwhile, "
                + Meanwhile.workers(machine, backend) + " after");
        return rotated.host(0);
    }
}
