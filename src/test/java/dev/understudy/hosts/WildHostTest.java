package dev.understudy.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hosts as people have them, on a real engine: what the engine itself fills in makes no gap, and who lives in the worker's namespaces
 * lives in the next one's afterwards. Of the environment only the key changes, and there is a worker all the time.
 */
@Tag("host")
class WildHostTest {
    private static final String OLD = "sandbox-good-old-77aa";
    private static final String OVERLAY = "wild-overlay";

    @TempDir
    static Path folder;

    private static DockerHost machine;
    private static Backend backend;
    private static Rotator rotator;
    private static int count;

    @BeforeAll
    static void start() {
        machine = DockerHost.start();
        backend = machine.backend("wild-avatar", "root");
        rotator = new Rotator(machine, folder)
                .on("root", backend)
                .with("restart-dependents", true)
                .start();
    }

    @AfterAll
    static void stop() {
        rotator.close();
        machine.close();
    }

    @AfterEach
    void noContainerStays() {
        for (var id : docker("ps", "--all", "--quiet").lines().toList()) docker("rm", "--force", "--volumes", id);
    }

    @Test
    void ofARangeOfPortsBothHaveOne() {
        running("--publish=18100-18110:8080");
        var rotated = becomes("overlap");
        assertThat(rotated.host(0).path("reason").asText()).contains("nothing of it can be had only once");
        assertThat(inspect(backend.name()).at("/HostConfig/PortBindings").toString())
                .isEqualTo("{\"8080/tcp\":[{\"HostIp\":\"\",\"HostPort\":\"18100-18110\"}]}");
    }

    @Test
    void theAddressThatTheSwarmGaveIsNotAskedForAgain() {
        docker("swarm", "init", "--advertise-addr", "127.0.0.1");
        try {
            docker("network", "create", "--driver", "overlay", "--attachable", OVERLAY);
            running();
            docker("network", "connect", OVERLAY, backend.name());
            var address = "/NetworkSettings/Networks/" + OVERLAY + "/IPAMConfig/IPv4Address";
            var before = inspect(backend.name()).at(address).asText();
            assertThat(before).as("filled in by the engine").isNotEmpty();
            becomes("overlap");
            assertThat(inspect(backend.name()).at(address).asText())
                    .isNotEmpty()
                    .isNotEqualTo(before);
            noContainerStays();
        } finally {
            docker("swarm", "leave", "--force");
            docker("network", "rm", "docker_gwbridge"); // else the machine keeps it
        }
    }

    @Test
    void aChosenMacAddressIsKept() {
        running("--mac-address=de:ad:be:ef:fa:ce");
        var rotated = becomes("stop-first", 0);
        assertThat(rotated.host(0).path("reason").asText()).contains("fixed MAC address");
        assertThat(inspect(backend.name()).at("/NetworkSettings/Networks").toString())
                .contains("\"MacAddress\":\"de:ad:be:ef:fa:ce\"");
    }

    @Test
    void whoLivesInTheWorkersNamespacesLivesInTheNextOnes() {
        running("--ipc=shareable");
        var old = inspect(backend.name()).path("Id").asText();
        for (var mode : List.of("network", "pid", "ipc"))
            docker(
                    "run",
                    "--detach",
                    "--name=wild-" + mode,
                    "--env=SIDE=" + mode,
                    "--restart=unless-stopped",
                    "--" + mode + "=container:" + backend.name(),
                    "--entrypoint=sleep",
                    backend.image(),
                    "100000");
        var rotated = becomes("overlap");
        assertThat(said(rotated, "look")).contains("wild-network (network)", "wild-pid (pid)", "wild-ipc (ipc)");
        var next = inspect(backend.name()).path("Id").asText();
        for (var mode : List.of("Network", "Pid", "Ipc")) {
            var name = "wild-" + mode.toLowerCase(java.util.Locale.ROOT);
            var anew = inspect(name);
            assertThat(said(rotated, "dependents")).contains(name + " is made anew");
            assertThat(anew.at("/HostConfig/" + mode + "Mode").asText())
                    .isEqualTo("container:" + next)
                    .isNotEqualTo("container:" + old);
            assertThat(anew.at("/State/Running").asBoolean()).as(name).isTrue();
            assertThat(anew.at("/HostConfig/RestartPolicy/Name").asText()).isEqualTo("unless-stopped");
            assertThat(anew.at("/Config/Env").toString()).contains("SIDE=");
        }
        assertThat(docker("ps", "--all", "--format", "{{.Names}}").lines())
                .containsExactlyInAnyOrder(backend.name(), "wild-network", "wild-pid", "wild-ipc");
    }

    /** Case 4: structlog's, which says event for message and severity for level. */
    @Test
    void aWorkerThatLogsNothingButJsonIsUnderstood() {
        running("--env=LOG_FORM=structlog");
        assertThat(backend.log().lines()).isNotEmpty().allMatch(line -> line.startsWith("{\"timestamp\""));
        var rotated = becomes("overlap");
        assertThat(said(rotated, "look")).contains("the old worker's log is read as JSON, registered worker");
        assertThat(said(rotated, "verify")).contains("registered worker after", "then nothing bad");
        var refused = rotator.rotate("sandbox-good-late401-json");
        assertThat(refused.state()).as(refused.toString()).isEqualTo("rolled_back");
        assertThat(refused.problem()).isEqualTo("worker-in-trouble");
        assertThat(said(refused, "verify")).contains("401 of tavus");
    }

    @Test
    void aHostIsKnownByALineWithoutItsPort() throws Exception {
        var bare = Files.readString(machine.sshd().knownHosts()).replaceAll("\\[([^]]+)]:[0-9]+", "$1");
        rotator.know(Files.writeString(folder.resolve("without-ports"), bare));
        running();
        becomes("overlap");
    }

    private static void running(String... options) {
        backend.write(Backend.env(OLD, "0.3", "0.3")).run(options).registered();
    }

    private static Rotated becomes(String strategy) {
        return becomes(strategy, 1);
    }

    /** Rotates; of the environment only the key is another one, and never were fewer or more workers there. */
    private static Rotated becomes(String strategy, int fewest) {
        var before = environment();
        var key = "sandbox-good-wild-" + ++count;
        var meanwhile = Meanwhile.of(machine, backend, rotator, key);
        var rotated = meanwhile.rotated();
        var counted = meanwhile.workers();
        assertThat(rotated.state()).as(rotated.toString()).isEqualTo("done");
        assertThat(rotated.strategy()).isEqualTo(strategy);
        assertThat(Meanwhile.workers(machine, backend)).as("workers after").isEqualTo(1);
        assertThat(counted.getMin()).as("fewest workers").isGreaterThanOrEqualTo(fewest);
        assertThat(counted.getMax()).as("most workers").isLessThanOrEqualTo(2);
        assertThat(environment())
                .isEqualTo(before.stream()
                        .map(each -> each.startsWith("TAVUS_API_KEY=") ? "TAVUS_API_KEY=" + key : each)
                        .toList());
        System.out.printf(
                "%s: %d looks, %d to %d workers%n", strategy, counted.getCount(), counted.getMin(), counted.getMax());
        return rotated;
    }

    private static List<String> environment() {
        return StreamSupport.stream(inspect(backend.name()).at("/Config/Env").spliterator(), false)
                .map(JsonNode::asText)
                .sorted()
                .toList();
    }

    private static String said(Rotated rotated, String step) {
        for (var each : rotated.host(0).path("steps"))
            if (each.path("name").asText().equals(step))
                return each.path("observed").asText();
        return "";
    }

    private static JsonNode inspect(String container) {
        return Rotator.read(docker("container", "inspect", container)).path(0);
    }

    private static String docker(String... arguments) {
        return machine.engine().docker(arguments);
    }
}
