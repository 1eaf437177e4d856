package dev.understudy.endtoend;

import dev.understudy.fixtures.host.DockerHost;
import dev.understudy.fixtures.real.ChildProcess;
import dev.understudy.fixtures.real.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The example's worker in a real container on this machine, which is reached over SSH. Its image is made without any registry: the
 * Python that runs the example here, with its packages and their libraries, in one layer.
 */
final class Containers {
    private static final String NAME = "avatar-backend";
    private static final String IMAGE = "test/avatar-backend:latest";
    private static final String NETWORK = "stage-net";
    private static final String PACK =
            "\"$1\" \"$2\" \"$3\"/*.py \"$3\"/understudy_agent/*.py > \"$4\" && tar -C / -cf \"$5\" -T \"$4\"";
    private static final Duration PACKING = Duration.ofMinutes(5);
    private final DockerHost machine;
    private final Path env;

    Containers(DockerHost machine, Path folder) {
        this.machine = machine;
        env = folder.resolve("avatar-backend.env");
        machine.engine().network(NETWORK);
        pack(folder);
    }

    /** This machine's address in the containers' network. */
    String gateway() {
        return machine.engine()
                .docker("network", "inspect", "--format", "{{(index .IPAM.Config 0).Gateway}}", NETWORK)
                .strip();
    }

    /** How the application reaches the machine and its container. */
    String[] settings() {
        var host = "--understudy.rotation.hosts[0].";
        return new String[] {
            "--understudy.host.known-hosts=" + machine.sshd().knownHosts(),
            "--understudy.host.key-file=" + machine.key(),
            host + "name=stage",
            host + "address=127.0.0.1",
            host + "port=" + machine.sshd().port(),
            host + "user=root",
            host + "container=" + NAME,
            host + "env-file=" + env,
            "--understudy.rotation.watch=2s",
            "--understudy.rotation.verify-deadline=120s"
        };
    }

    /** Runs it with that env file, as somebody does by hand. */
    void run(Map<String, String> environment) {
        var text = new StringBuilder();
        environment.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        write(env, text.toString());
        var engine = machine.engine();
        engine.docker("run", "--detach", "--name", NAME, "--env-file", env.toString(), "--network", NETWORK, IMAGE);
    }

    /** The id of the container that has the name now. */
    String id() {
        return machine.engine().docker("inspect", "--format", "{{.Id}}", NAME).strip();
    }

    /** The ids of all that run. */
    List<String> running() {
        return machine.engine()
                .docker("ps", "--no-trunc", "--quiet", "--filter", "status=running")
                .lines()
                .toList();
    }

    /** What it has said so far. */
    List<String> log(String id) {
        return machine.engine().log(id).lines().toList();
    }

    /** Keeps what all of them said in that folder. */
    void keepLogs(Path kept) {
        var all = machine.engine().docker("ps", "--all", "--quiet").lines().toList();
        for (var id : all)
            write(kept.resolve("container-" + id + ".log"), machine.engine().log(id));
    }

    private void pack(Path folder) {
        Backend.needed();
        var tar = folder.resolve("image.tar");
        var tool = Backend.EXAMPLE.resolve("tests/image_files.py");
        pack(folder, List.of(Backend.PYTHON, tool, Backend.EXAMPLE, folder.resolve("files.txt"), tar));
        var start = "ENTRYPOINT [\"%s\", \"%s\", \"start\"]";
        machine.engine()
                .docker(
                        "import",
                        "--change",
                        start.formatted(Backend.PYTHON, Backend.EXAMPLE.resolve("backend.py")),
                        "--change",
                        "ENV PYTHONUNBUFFERED=1 HOME=/tmp",
                        tar.toString(),
                        IMAGE);
        delete(tar);
    }

    private static void pack(Path folder, List<Path> arguments) {
        var command = new ArrayList<>(List.of("sh", "-c", PACK, "pack"));
        for (var each : arguments) command.add(each.toString());
        try (var process = ChildProcess.start(new Launch("pack", command, Map.of(), folder))) {
            var code = process.awaitEnd(PACKING);
            if (code != 0) throw new AssertionError("packing ended with " + code + ": " + process.lines());
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
