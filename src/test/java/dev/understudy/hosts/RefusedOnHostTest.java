package dev.understudy.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.StepOrder;
import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused is refused before anything on the host has changed, and the problem says what is in the way. */
@Tag("host")
class RefusedOnHostTest {
    private static final String OLD = "sandbox-good-old-77aa";
    private static final String NEW = "sandbox-good-new-77aa";

    @TempDir
    static Path folder;

    private static DockerHost machine;
    private static Rotator rotator;
    private static Backend backend;

    @BeforeAll
    static void start() {
        machine = DockerHost.start();
        backend = machine.backend("avatar-refused", DockerHost.DEPLOY);
        rotator = new Rotator(machine, folder).on(DockerHost.DEPLOY, backend).start();
    }

    @AfterAll
    static void stop() {
        rotator.close();
        machine.close();
    }

    @BeforeEach
    void run() {
        backend.write(Backend.env(OLD, "0.2", "0.2")).run().registered();
    }

    @AfterEach
    void end() {
        removeContainers();
    }

    /** The host as it is, as far as a rotation could change it. */
    private record Ground(
            List<Backend.Seen> containers, String env, FileTime changed, String mode, List<String> beside) {
        static Ground now() throws IOException {
            return new Ground(
                    backend.containers(),
                    HexFormat.of().formatHex(backend.env()),
                    Files.getLastModifiedTime(backend.envFile()),
                    backend.mode(backend.envFile().toString()),
                    backend.leftovers());
        }
    }

    @Test
    void aHostThatIsNotKnown() throws IOException {
        rotator.knowNobody();
        refused("host-key-unknown");
        rotator.know(machine.sshd().knownHosts());
    }

    @Test
    void aHostThatShowsAnotherKey() throws IOException {
        machine.sshd().changeHostKey();
        refused("host-key-changed");
        rotator.know(machine.sshd().knownHosts());
    }

    @Test
    void aHostThatIsNotThere() throws IOException {
        machine.sshd().stop();
        refused("host-unreachable");
        machine.sshd().start();
    }

    @Test
    void anEngineThatDoesNotAnswer() throws IOException {
        var before = Ground.now();
        machine.engine().kill();
        var rotated = rotator.rotate(NEW);
        assertThat(rotated.problem()).as(rotated.toString()).isEqualTo("no-docker");
        assertThat(rotated.state()).isEqualTo("refused");
        machine.engine().restart();
        machine.engine().docker("start", backend.name());
        var after = Ground.now();
        assertThat(after.containers())
                .singleElement()
                .extracting(Backend.Seen::id)
                .isEqualTo(id(before));
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("containers")
                .isEqualTo(before);
    }

    @Test
    void anEngineThatDoesNotLetUsIn() throws Exception {
        var socket = machine.engine().address().replace("unix://", "");
        ran("chmod", "600", socket);
        refused("no-docker");
        ran("chmod", "660", socket);
    }

    @Test
    void aContainerThatIsNotThere() throws IOException {
        removeContainers();
        refused("no-such-container");
    }

    @Test
    void aKeyThatTavusRejects() throws IOException {
        var before = Ground.now();
        var answer = rotator.ask("good-for-the-worker-only");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("key-rejected").doesNotContain("good-for-the-worker-only");
        assertThat(Ground.now()).isEqualTo(before);
    }

    @Test
    void whatIsOnlyTriedTellsThePlanAndTouchesNothing() throws IOException {
        backend.write((new String(backend.env(), StandardCharsets.UTF_8) + "ADDED=never-deployed\n")
                .getBytes(StandardCharsets.UTF_8));
        var before = Ground.now();
        var rotations = rotator.call("GET", "/api/rotations", "").body();
        var body = "{\"provider\":\"tavus\",\"key\":\"" + NEW + "\",\"dryRun\":true}";
        var answer = rotator.call("POST", "/api/rotations", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain(NEW, OLD, "never-deployed");
        var plan = Rotator.read(answer.body()).at("/plan/hosts/0");
        assertThat(plan.path("strategy").asText()).isEqualTo("overlap");
        assertThat(plan.path("because").asText()).contains("nothing of it can be had only once");
        assertThat(plan.at("/containers/0/id").asText()).isNotEmpty();
        assertThat(id(before)).startsWith(plan.at("/containers/0/id").asText());
        assertThat(plan.path("differences").findValuesAsText("name")).containsExactly("TAVUS_API_KEY", "ADDED");
        assertThat(plan.path("differences").findValuesAsText("kind")).containsExactly("rotated", "left-out");
        assertThat(plan.path("observed").asText()).contains("the old worker's log is read as JSON");
        var steps = new java.util.ArrayList<String>();
        plan.path("steps").forEach(step -> steps.add(step.asText()));
        assertThat(steps).as("as they are done").isEqualTo(StepOrder.OVERLAP);
        var ours = rotator.call("GET", "/api/hosts/avatar-refused-host/plan", "");
        assertThat(Rotator.read(ours.body()).at("/plan/hosts/0/steps")).isEqualTo(plan.path("steps"));
        assertThat(rotator.call("GET", "/api/rotations", "").body()).isEqualTo(rotations);
        assertThat(Ground.now()).isEqualTo(before);
    }

    @Test
    void aSecondRotationWhileOneIsOpen() {
        backend.write(Backend.env(OLD, "1", "0.2"));
        var id = rotator.begin(NEW + "-open");
        var answer = rotator.ask(NEW + "-second");
        assertThat(answer.statusCode()).isEqualTo(409);
        var problem = Rotator.read(answer.body());
        assertThat(problem.path("type").asText()).endsWith(":rotation-open");
        assertThat(problem.path("instance").asText()).isEqualTo("/api/rotations/" + id);
        assertThat(rotator.over(id, Duration.ofSeconds(60)).state()).isEqualTo("done");
        assertThat(backend.container().key()).isEqualTo(NEW + "-open");
    }

    @ParameterizedTest
    @CsvSource({
        "'export TAVUS_API_KEY=x', env-file-refused",
        "'TAVUS_API_KEY=\"sandbox-good-quoted\"', env-file-refused",
        "'TAVUS_API_KEY=sandbox-good-first\nTAVUS_API_KEY=sandbox-good-twice', env-file-refused",
        "'one line without an equals sign', env-file-refused"
    })
    void anEnvFileThatCannotBeTrusted(String line, String problem) throws IOException {
        var good = new String(Backend.env(OLD, "0.2", "0.2"), StandardCharsets.UTF_8);
        backend.write(good.replaceFirst("TAVUS_API_KEY=.*", line).getBytes(StandardCharsets.UTF_8));
        refused(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "--rm, container-auto-removes",
        "--label=com.docker.swarm.service.id=one, container-is-orchestrated",
        "--label=com.docker.compose.project=gone, compose-files-missing",
        "--log-driver=none, container-has-no-log"
    })
    void aContainerThatIsNotOursToReplace(String option, String problem) throws IOException {
        removeContainers();
        var engine = machine.engine();
        engine.docker(
                "run",
                "--detach",
                "--name",
                backend.name(),
                "--env-file",
                backend.envFile() + "",
                "--network",
                "none",
                option,
                backend.image());
        refused(problem);
    }

    /** The problem says why, and nothing is different. */
    private static void refused(String problem) throws IOException {
        var before = Ground.now();
        var rotated = rotator.rotate(NEW);
        assertThat(rotated.problem()).as(rotated.toString()).isEqualTo(problem);
        assertThat(rotated.state()).isEqualTo("refused");
        assertThat(rotated.hasBegun("lock")).isFalse();
        assertThat(Ground.now()).isEqualTo(before);
        assertThat(before.beside()).isEmpty();
    }

    private static String id(Ground ground) {
        return ground.containers().get(0).id();
    }

    private static void removeContainers() {
        for (var each : backend.containers()) machine.engine().docker("rm", "--force", "--volumes", each.id());
    }

    private static void ran(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }
}
