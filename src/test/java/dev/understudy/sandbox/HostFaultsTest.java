package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.understudy.host.DockerCommands;
import dev.understudy.host.FilesSeen;
import dev.understudy.host.FirstRun;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.SshException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with the simulated host, and that it can be mended. */
class HostFaultsTest {
    @TempDir
    static Path folder;

    private static HostStage host;

    @BeforeAll
    static void open() {
        host = HostStage.open(folder);
    }

    @AfterAll
    static void close() {
        host.close();
    }

    @AfterEach
    void mend() {
        fault("none");
        host.reconnect();
        host.good(host.files.lock());
        host.good(host.docker.made()).lines().forEach(id -> host.good(host.docker.remove(id)));
        host.good(host.files.clean());
        host.good(host.files.unlock());
    }

    @Test
    void onlyTheOneAccountIsLetIn() {
        assertThatThrownBy(() -> HostClient.connect(host.folder, host.port, "root"))
                .isInstanceOf(SshException.class)
                .hasMessageContaining("auth");
    }

    @Test
    void unreachableCutsAndRefuses() {
        fault("unreachable");
        assertThatThrownBy(() -> host.run(DockerCommands.version())).isInstanceOf(Exception.class);
        assertThatThrownBy(host::connect).hasMessageContaining("refused");
        fault("none");
        host.reconnect();
        host.good(DockerCommands.version());
    }

    @Test
    void anotherHostKeyIsShownToWhoConnectsNow() {
        fault("wrong-host-key");
        host.good(DockerCommands.version());
        assertThatThrownBy(host::connect).hasMessageContaining("Server key did not validate");
    }

    @Test
    void aCommandIsCutOnceAndCarriedOutAllTheSame() {
        host.good(host.files.lock());
        fault("cut-mid-step");
        host.good(DockerCommands.version());
        var create = host.docker.create("next", new FirstRun(List.of(), "avatar-backend:latest", List.of()));
        fault("none");
        host.good(host.files.upload("A=1\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        fault("cut-mid-step");
        assertThat(host.run(create).exit()).isNull();
        host.reconnect();
        host.good(host.files.look());
        assertThat(host.good(host.docker.made())).hasSize(65);
        assertThat(host.run(create).err()).contains("Conflict.");
    }

    @Test
    void slowIsSlower() {
        fault("slow");
        var start = System.nanoTime();
        host.good(DockerCommands.version());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
    }

    @Test
    void aFullDiskTakesNoCopyAndNoUpload() {
        host.good(host.files.lock());
        fault("disk-full");
        var copy = host.run(host.files.snapshot());
        assertThat(copy.exit()).isEqualTo(1);
        assertThat(copy.err()).isEqualTo("cp: error writing '.env.prev-r1.part': No space left on device\n");
        var upload = host.run(host.files.upload(new byte[] {'A', '=', '1', '\n'}));
        assertThat(upload.exit()).isEqualTo(1);
        assertThat(upload.err()).isEqualTo("cat: write error: No space left on device\n");
        var seen = FilesSeen.parse(host.good(host.files.look()));
        assertThat(seen.previous() + seen.staged()).isEmpty();
        assertThat(host.picture().get("files").toString()).contains("/srv/avatar/.env.prev-r1.part");
    }

    @Test
    void withoutTheImageNothingIsCreated() {
        host.good(host.files.lock());
        fault("no-such-image");
        var answer = host.engine("/containers/create?name=next", "{\"Image\":\"avatar-backend:latest\"}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("No such image: avatar-backend:latest");
    }

    @Test
    void aWorkerNeverRegisters() {
        host.good(host.files.lock());
        fault("never-registers");
        var id = host.create("next");
        host.good(host.docker.start(id));
        await().during(Duration.ofMillis(600))
                .until(() -> !host.log(id).contains("registered worker")
                        && host.inspect(id).at("/State/Running").asBoolean());
    }

    @Test
    void aWorkerRegistersAndIsRefusedThen() {
        host.good(host.files.lock());
        fault("registers-then-401");
        var id = host.create("next");
        host.good(host.docker.start(id));
        await().until(() -> host.log(id).contains("Traceback (most recent call last)"));
        assertThat(host.log(id)).contains("registered worker", "failed to call tavus api", "status_code=401");
    }

    @Test
    void theFaultIsShownAndAnUnknownOneRefused() {
        fault("slow");
        assertThat(host.world().control("GET", "/faults", "").json().get("host").asText())
                .isEqualTo("slow");
        var unknown = host.world().control("PUT", "/faults", "{\"host\":\"haunted\"}");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().get("field").asText()).isEqualTo("host");
    }

    @Test
    void aPortInUseStopsNobody() throws IOException {
        try (var taken = new ServerSocket(0);
                var stage = Stage.open("ssh-port=" + taken.getLocalPort(), "ssh-folder=" + folder.resolve("taken"))) {
            assertThat(stage.control("GET", "/host", "").status()).isEqualTo(200);
        }
    }

    private static void fault(String fault) {
        host.world().fault("host", fault);
    }
}
