package dev.understudy.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What only a real host does: commands that wait for each other, connections that are cut, engines that die, odd files. */
@Tag("host")
class RealFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] NEW = Backend.env("good-new", "0.2", "0.2");
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static DockerHost machine;

    private Backend backend;
    private EnvFileCommands files;
    private DockerCommands docker;

    @BeforeAll
    static void start() {
        machine = DockerHost.start();
    }

    @AfterAll
    static void stop() {
        machine.close();
    }

    @BeforeEach
    void begin() {
        backend = machine.backend("faulty" + COUNT.incrementAndGet(), DockerHost.DEPLOY);
        backend.write(Backend.env(Backend.OLD_KEY, "0.2", "0.2"));
        var place = backend.place("rotation-1");
        files = new EnvFileCommands(place);
        docker = new DockerCommands(place);
    }

    @AfterEach
    void end() {
        backend.remove();
    }

    @Test
    void aCommandWaitsForTheOneThatHoldsTheFolder() throws Exception {
        try (var host = machine.connect(DockerHost.DEPLOY)) {
            var holder = hold();
            var look = CompletableFuture.supplyAsync(() -> host.run(files.look()));
            await().during(Duration.ofMillis(700)).atMost(PATIENCE).until(() -> !look.isDone());
            var impatient = new ArrayList<>(files.look().arguments());
            impatient.set(impatient.indexOf("-w") + 1, "1");
            try (var other = machine.connect("root")) {
                assertThat(other.run(Command.of(impatient.toArray(String[]::new)))
                                .exit())
                        .isEqualTo(Guarded.BUSY);
            }
            holder.getOutputStream().close();
            assertThat(look.get().isGood()).isTrue();
        }
    }

    /** Another command in the same folder; it ends when its standard input does. */
    private Process hold() throws IOException {
        var folder = backend.place("rotation-1").folder();
        var holder = new ProcessBuilder("flock", folder, "sh", "-c", "echo held; cat").start();
        assertThat(holder.inputReader(UTF_8).readLine()).isEqualTo("held");
        return holder;
    }

    @Test
    void aConnectionThatIsCutInTheMiddleOfAnUploadLeavesNothing() {
        try (var host = machine.connect(DockerHost.DEPLOY)) {
            assertThat(host.run(files.lock()).isGood()).isTrue();
            var upload = files.upload(NEW);
            var half = Arrays.copyOf(upload.stdin().bytes(), 65 + NEW.length / 2);
            var result = CompletableFuture.supplyAsync(() -> host.run(upload.reading(Stdin.open(half))));
            await().atMost(PATIENCE).until(() -> backend.leftovers().toString().contains(".part"));
            assertThat(machine.sshd().killSessions()).isPositive();
            assertThatThrownBy(result::join).hasCauseInstanceOf(HostTrouble.ConnectionLost.class);
        }
        await().atMost(PATIENCE).until(() -> backend.leftovers().equals(List.of(Workplace.LOCK)));
        assertThat(look()).extracting(FilesSeen::staged).isEqualTo("");
    }

    @Test
    void aCommandOfAConnectionThatIsCutRunsToItsEnd() throws Exception {
        backend.run().registered();
        try (var host = machine.connect(DockerHost.DEPLOY)) {
            assertThat(host.run(files.lock()).isGood()).isTrue();
            var holder = hold();
            var stop = CompletableFuture.supplyAsync(() -> host.run(docker.stop(backend.name())));
            await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> !stop.isDone());
            machine.sshd().killSessions();
            assertThatThrownBy(stop::join).hasCauseInstanceOf(HostTrouble.ConnectionLost.class);
            assertThat(backend.container().isRunning()).isTrue();
            holder.getOutputStream().close();
        }
        await().atMost(PATIENCE).until(() -> !backend.container().isRunning());
    }

    @Test
    void aServerThatComesBackIsTheSameAndOneWithAnotherKeyIsNot() {
        var settings = machine.settings();
        machine.sshd().stop();
        assertThatThrownBy(() -> connect(settings)).isInstanceOf(HostTrouble.Unreachable.class);
        machine.sshd().start();
        connect(settings).close();
        machine.sshd().changeHostKey();
        assertThatThrownBy(() -> connect(settings)).isInstanceOf(HostTrouble.HostKeyChanged.class);
        connect(machine.settings()).close();
    }

    /** Docker 20.10 ends what it finds as if somebody had stopped it, so {@code unless-stopped} does not start it again. */
    @Test
    void anEngineThatWasKilledComesBackWithItsContainers() {
        var before = backend.run().registered().container();
        try (var host = machine.connect(DockerHost.DEPLOY)) {
            assertThat(host.run(files.lock()).isGood()).isTrue();
            machine.engine().kill();
            assertThat(host.run(DockerCommands.version()).isGood()).isFalse();
            assertThat(host.run(DockerCommands.inspect(backend.name())).exit()).isEqualTo(1);
            machine.engine().restart();
            assertThat(host.run(DockerCommands.version()).isGood()).isTrue();
            assertThat(backend.container().id()).isEqualTo(before.id());
            assertThat(host.run(docker.start(backend.name())).isGood()).isTrue();
        }
        assertThat(backend.registered().container().policy()).isEqualTo("unless-stopped");
    }

    @Test
    void anEngineThatWasStoppedStartsItsContainersAgain() {
        backend.run().registered();
        machine.engine().stop();
        machine.engine().restart();
        await().atMost(PATIENCE).until(() -> backend.container().isRunning());
        backend.registered();
    }

    @Test
    void whatMayNotBeTouchedIsSaid() throws Exception {
        var file = backend.envFile().toString();
        assertThat(look().problem()).isEmpty();
        ran("chown", "root:" + DockerHost.DEPLOY, file);
        assertThat(look().problem()).contains("belongs to user 0");
        ran("mv", file, file + ".real");
        ran("ln", "-s", file + ".real", file);
        assertThat(look().problem()).contains("symbolic link");
        ran("rm", file);
        ran("chown", "root:root", backend.place("x").folder());
        ran("chmod", "755", backend.place("x").folder());
        assertThat(look().problem()).contains("may not write");
    }

    @Test
    void anEnvFileOfAGroupThatWeAreNotInCanBeReplaced() throws Exception {
        ran("chgrp", "root", backend.envFile().toString());
        var old = backend.sha();
        try (var host = machine.connect(DockerHost.DEPLOY)) {
            for (var command :
                    List.of(files.lock(), files.snapshot(), files.upload(NEW), files.commit(old, Sha256.hex(NEW))))
                assertThat(host.run(command).exit()).isZero();
        }
        assertThat(backend.mode(backend.envFile().toString())).startsWith("600 " + DockerHost.DEPLOY);
    }

    @Test
    void aWrongPathLeavesNoFileBehind() {
        var folder = backend.envFile().resolveSibling("nosuch");
        var nowhere = new EnvFileCommands(new Workplace(folder + "/.env", "rotation-1"));
        try (var host = machine.connect(DockerHost.DEPLOY)) {
            assertThat(host.run(nowhere.look()).exit()).isEqualTo(Guarded.NO_FOLDER);
        }
        assertThat(folder).doesNotExist();
    }

    private static Host connect(HostSettings settings) {
        return new SshHosts(settings).connect(machine.address(DockerHost.DEPLOY));
    }

    private FilesSeen look() {
        try (var host = machine.connect(DockerHost.DEPLOY)) {
            return FilesSeen.parse(host.run(files.look()).text());
        }
    }

    private static void ran(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }
}
