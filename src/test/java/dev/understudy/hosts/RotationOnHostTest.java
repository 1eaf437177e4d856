package dev.understudy.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.StepOrder;
import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole rotations on a real host: what comes out is the old container with the new key, or nothing has changed. */
@Tag("host")
class RotationOnHostTest {
    private static final String OLD = "sandbox-good-old-4c1d";
    private static final String ROOT = "root";
    private static final Map<String, Rotator> ROTATORS = new TreeMap<>();
    private static final Map<String, Backend> BACKENDS = new TreeMap<>();
    private static int count;

    @TempDir
    static Path folder;

    private static DockerHost machine;

    @BeforeAll
    static void start() {
        machine = DockerHost.start();
        for (var account : List.of(ROOT, DockerHost.DEPLOY)) {
            var backend = machine.backend("avatar-" + account, account);
            backend.removeEnv();
            var rotator = new Rotator(machine, folder.resolve(account)).on(account, backend);
            rotator.madeBy(backend.image(), "--network", backend.network(), "--volume", backend.name() + "-data:/data");
            BACKENDS.put(account, backend);
            ROTATORS.put(account, rotator.start());
        }
    }

    @AfterAll
    static void stop() {
        ROTATORS.values().forEach(Rotator::close);
        machine.close();
    }

    @AfterEach
    void noContainerStays() {
        BACKENDS.values().forEach(backend -> {
            for (var each : backend.containers()) machine.engine().docker("rm", "--force", "--volumes", each.id());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {ROOT, DockerHost.DEPLOY})
    void theNextContainerIsTheOldOneWithTheNewKey(String account) {
        var backend = running(account);
        var before = Shape.of(machine.engine(), backend);
        var rotated = becomes(account, "overlap", StepOrder.OVERLAP);
        assertThat(rotated.host(0).path("reason").asText()).contains("nothing of it can be had only once");
        assertThat(Shape.of(machine.engine(), backend)).isEqualTo(before);
        assertThat(before.networks().get(backend.network())).contains("agent");
        assertThat(before.mounts()).hasSize(2).contains(backend.name() + "-data on /data");
    }

    @ParameterizedTest
    @CsvSource({
        ROOT + ", --publish=127.0.0.1:%d:8080, the host's port",
        DockerHost.DEPLOY + ", --publish=127.0.0.1:%d:8080, the host's port",
        DockerHost.DEPLOY + ", --label=dev.understudy.exclusive=true, must not run twice"
    })
    void whatCanBeHadOnlyOnceMakesTheOldOneStopFirst(String account, String option, String reason) {
        var backend = running(account, option.formatted(dev.understudy.fixtures.FreePort.find()));
        var before = Shape.of(machine.engine(), backend);
        var rotated = becomes(account, "stop-first", StepOrder.STOP_FIRST);
        assertThat(rotated.host(0).path("reason").asText()).contains(reason);
        assertThat(Shape.of(machine.engine(), backend)).isEqualTo(before);
        if (option.startsWith("--publish"))
            assertThat(machine.engine().docker("port", backend.name())).contains("8080/tcp -> 127.0.0.1:");
    }

    @ParameterizedTest
    @ValueSource(strings = {ROOT, DockerHost.DEPLOY})
    void aContainerThatWasNeverThereIsMadeAsConfigured(String account) {
        var backend = BACKENDS.get(account).write(Backend.env(OLD, "0.3", "0.3"));
        machine.engine().network(backend.network());
        becomes(account, "first-run", StepOrder.OVERLAP);
        assertThat(backend.container().policy()).isEqualTo("unless-stopped");
        assertThat(Shape.of(machine.engine(), backend).networks()).containsKey(backend.network());
    }

    @ParameterizedTest
    @CsvSource({
        ROOT + ", sandbox-good-late401-x, worker-in-trouble",
        DockerHost.DEPLOY + ", sandbox-good-late401-x, worker-in-trouble",
        DockerHost.DEPLOY + ", sandbox-bad-x, worker-ended",
        DockerHost.DEPLOY + ", sandbox-good-never-x, worker-never-registered"
    })
    void aWorkerThatIsNoGoodChangesNothing(String account, String key, String problem) {
        var backend = running(account);
        var env = backend.env();
        var mode = backend.mode(backend.envFile().toString());
        var before = backend.container();
        var since = Shape.startedAt(machine.engine(), backend);
        var rotated = ROTATORS.get(account).rotate(key);
        assertThat(rotated.state()).as(rotated.toString()).isEqualTo("rolled_back");
        assertThat(rotated.problem()).isEqualTo(problem);
        assertThat(backend.env()).isEqualTo(env);
        assertThat(backend.mode(backend.envFile().toString())).isEqualTo(mode);
        assertThat(backend.leftovers()).isEmpty();
        assertThat(backend.container()).isEqualTo(before);
        assertThat(Shape.startedAt(machine.engine(), backend)).isEqualTo(since);
        assertThat(machine.engine().log(backend.name()))
                .containsOnlyOnce("\"registered worker\"")
                .doesNotContain("draining worker");
    }

    @Test
    void anExclusiveWorkerComesBackWhenItsSuccessorIsNoGood() {
        var backend = running(DockerHost.DEPLOY, "--label=dev.understudy.exclusive=true");
        var env = backend.env();
        var before = backend.container();
        var rotated = ROTATORS.get(DockerHost.DEPLOY).rotate("sandbox-bad-y");
        assertThat(rotated.state()).as(rotated.toString()).isEqualTo("rolled_back");
        assertThat(backend.env()).isEqualTo(env);
        assertThat(backend.leftovers()).isEmpty();
        assertThat(backend.container()).isEqualTo(before);
        assertThat(backend.log()).contains("\"registered worker\"").doesNotContain("draining worker");
    }

    private static Backend running(String account, String... options) {
        return BACKENDS.get(account)
                .write(Backend.env(OLD, "0.3", "0.3"))
                .run(options)
                .registered();
    }

    private static Rotated becomes(String account, String strategy, List<String> steps) {
        var backend = BACKENDS.get(account);
        var old = new String(backend.env(), StandardCharsets.UTF_8);
        var key = "sandbox-good-new-" + ++count;
        var rotated = ROTATORS.get(account).rotate(key);
        assertThat(rotated.state()).as(rotated.toString()).isEqualTo("done");
        assertThat(rotated.strategy()).isEqualTo(strategy);
        var seen = new ArrayList<String>();
        rotated.host(0).path("steps").forEach(step -> seen.add(step.path("name").asText()));
        assertThat(seen).isEqualTo(steps);
        assertThat(rotated.steps()).allMatch(step -> step.outcome().equals("done"));
        assertThat(new String(backend.env(), StandardCharsets.UTF_8)).isEqualTo(old.replace(OLD, key));
        assertThat(backend.mode(backend.envFile().toString())).isEqualTo("600 " + account + " " + account);
        assertThat(backend.leftovers()).isEmpty();
        assertThat(backend.container().isRunning()).isTrue();
        assertThat(backend.container().key()).isEqualTo(key);
        assertThat(backend.log()).contains("\"registered worker\"");
        System.out.printf(
                "%s: all steps took %d ms%n",
                strategy,
                rotated.host(0).path("steps").findValues("ms").stream()
                        .mapToLong(ms -> ms.asLong())
                        .sum());
        return rotated;
    }
}
