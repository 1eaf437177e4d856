package dev.understudy.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A container that compose made, however it was called: only the key changes, as many run afterwards, and compose itself finds
 * nothing to do. With Debian's docker-compose, which needs to be installed.
 */
@Tag("host")
class ComposeOnHostTest {
    private static final String OLD = "sandbox-good-old-c0";
    private static final String NEW = "sandbox-good-new-c0";
    private static final String BAD = "sandbox-bad-c0";
    private static final String[] AS_STARTED = {
        "--file",
        "docker-compose.yml",
        "--file",
        "more/limits.yml",
        "--env-file",
        "more/prod.env",
        "--project-name",
        "site",
        "up",
        "--detach",
        "--scale",
        "agent=3"
    };

    @TempDir
    static Path folder;

    private static DockerHost machine;
    private static Rotator rotator;
    private static Backend backend;
    private ComposeSite site;

    @BeforeAll
    static void start() {
        if (!ComposeSite.isPlugin())
            assertThat(Path.of("/usr/bin/docker-compose"))
                    .as("apt-get install docker-compose")
                    .exists();
        machine = DockerHost.start();
        backend = machine.backend(ComposeSite.first("site"), "root");
        rotator =
                new Rotator(machine, folder.resolve("app")).on("root", backend).start();
    }

    @AfterAll
    static void stop() {
        rotator.close();
        machine.close();
    }

    @BeforeEach
    void begin() throws Exception {
        backend.write(Backend.env(OLD, "0.3", "0.3"));
        site = new ComposeSite(machine, backend, Files.createTempDirectory(folder.toAbsolutePath(), "site"));
    }

    @AfterEach
    void end() {
        assertThat(backend.leftovers()).isEmpty();
        site.remove();
    }

    /** Three of them, by two files and an env file of its own; the project's .env says otherwise. */
    private void asStarted(String... lines) {
        site.write(".env", "REGION=nowhere\n").write("more/prod.env", "REGION=eu-1\n");
        site.write(
                "more/limits.yml", "version: \"2.4\"\nservices:\n  agent:\n    environment:\n      REGION: $REGION\n");
        if (lines.length > 0) site.service(lines);
        site.compose(AS_STARTED);
        assertThat(site.running()).hasSize(3);
        backend.registered();
    }

    @Test
    void whateverItWasStartedWithIsGivenAgainAndAsManyRun() {
        asStarted();
        var ids = site.running();
        var environments = site.environments(OLD);
        var mounts = site.mounts();
        var began = Instant.now();
        becomes(NEW, "done");
        assertThat(site.fewest(began, 3)).isEqualTo(3);
        assertThat(site.environments(NEW)).isEqualTo(environments);
        assertThat(environments.values()).allMatch(all -> all.contains("REGION=eu-1"));
        assertThat(site.mounts()).isEqualTo(mounts);
        assertThat(site.running().keySet()).isEqualTo(ids.keySet());
        assertThat(site.running().values()).doesNotContainAnyElementsOf(ids.values());
        assertThat(site.all()).hasSize(3);
        var now = site.running();
        if (!ComposeSite.isPlugin()) site.compose(AS_STARTED);
        assertThat(site.running()).as("compose finds them up to date").isEqualTo(now);
        began = Instant.now();
        becomes(BAD, "rolled_back");
        assertThat(site.fewest(began, 3)).isEqualTo(3);
        assertThat(site.running()).isEqualTo(now);
        assertThat(site.environments(NEW)).isEqualTo(environments);
    }

    @Test
    void whereTwoCannotRunBesideEachOtherOneIsMissingAtATime() {
        asStarted("labels: {dev.understudy.exclusive: \"true\"}");
        var environments = site.environments(OLD);
        var mounts = site.mounts();
        var began = Instant.now();
        becomes(NEW, "done");
        assertThat(site.fewest(began, 3)).isEqualTo(2);
        assertThat(site.environments(NEW)).isEqualTo(environments);
        assertThat(site.mounts()).isEqualTo(mounts);
        var ids = site.running();
        began = Instant.now();
        becomes(BAD, "rolled_back");
        assertThat(site.fewest(began, 3)).isEqualTo(2);
        assertThat(site.running()).isEqualTo(ids);
    }

    @Test
    void whenTheSecondIsNoGoodTheFirstGoesBackToo() {
        asStarted();
        var before = site.running();
        var environments = site.environments(OLD);
        var began = Instant.now();
        var rotated = becomes("sandbox-good-once-c0", "rolled_back");
        assertThat(rotated.problem()).isEqualTo("worker-ended");
        assertThat(site.fewest(began, 3)).isEqualTo(3);
        assertThat(site.running()).isEqualTo(before);
        assertThat(site.environments(OLD)).isEqualTo(environments);
    }

    @Test
    void oneThatWasRenamedKeepsItsNameAndStaysAlone() {
        site.compose("--project-name", "other", "up", "--detach");
        machine.engine().docker("rename", ComposeSite.first("other"), backend.name());
        backend.registered();
        var environments = site.environments(OLD);
        becomes(NEW, "done");
        assertThat(site.all()).containsExactly(backend.name());
        assertThat(site.environments(NEW)).isEqualTo(environments);
    }

    @Test
    void oneThatWasMadeForOnceIsRefused() {
        site.compose("--project-name", "site", "run", "--detach", "--name", backend.name(), "agent");
        refused("container-is-one-off", "compose run");
    }

    @Test
    void aVariableOfTheShellThatIsGoneIsRefusedByItsName() {
        site.service("environment:", "  ROOM: $OF_THE_SHELL").shell("OF_THE_SHELL", "value-of-it");
        site.compose("--project-name", "site", "up", "--detach");
        refused("compose-would-change", "ROOM");
    }

    @Test
    void anEditThatWasNeverDeployedIsRefusedByItsName() {
        site.compose("--project-name", "site", "up", "--detach");
        var edited = new String(backend.env(), StandardCharsets.UTF_8).replace("GREETING=", "GREETING=value-of-it");
        backend.write(edited.getBytes(StandardCharsets.UTF_8));
        refused("compose-would-change", "GREETING");
    }

    @Test
    void aKeyThatTheFilesSayThemselvesIsRefusedOrTakenBack() {
        site.service("environment:", "  " + ComposeSite.KEY + ": sandbox-good-literal");
        site.compose("--project-name", "site", "up", "--detach");
        refused("compose-key-elsewhere", ComposeSite.KEY);
        site.remove();
        backend.write(Backend.env("sandbox-good-literal", "0.3", "0.3"));
        site.compose("--project-name", "site", "up", "--detach");
        var before = site.running();
        var rotated = becomes(NEW, "rolled_back");
        assertThat(rotated.problem()).isEqualTo("compose-key-elsewhere");
        assertThat(site.running()).isEqualTo(before);
    }

    private Rotated becomes(String key, String state) {
        var rotated = rotator.rotate(key);
        assertThat(rotated.state()).as(rotated.toString()).isEqualTo(state);
        if (!state.equals("refused")) assertThat(rotated.strategy()).isEqualTo("compose");
        return rotated;
    }

    /** The problem names it, no value is in it, and nothing is different. */
    private void refused(String problem, String named) {
        backend.registered();
        var before = site.running();
        var env = backend.env();
        var rotated = becomes(NEW, "refused");
        assertThat(rotated.problem()).as(rotated.toString()).isEqualTo(problem);
        assertThat(rotated.toString()).contains(named).doesNotContain("value-of-it", OLD);
        assertThat(rotated.hasBegun("lock")).isFalse();
        assertThat(site.running()).isEqualTo(before);
        assertThat(backend.env()).isEqualTo(env);
    }
}
