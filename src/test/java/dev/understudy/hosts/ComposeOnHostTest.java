package dev.understudy.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container that compose owns is made anew by compose: Debian's docker-compose, which needs to be installed. */
@Tag("host")
class ComposeOnHostTest {
    private static final String FILE = """
            version: "2.4"
            services:
              agent:
                image: %s
                container_name: %s
                env_file: %s
                restart: unless-stopped
                network_mode: none
                stop_grace_period: 30s
            """;

    @TempDir
    static Path folder;

    @Test
    void composeMakesItAnewAndMakesItBack() throws Exception {
        assertThat(Path.of("/usr/bin/docker-compose"))
                .as("apt-get install docker-compose")
                .exists();
        try (var machine = DockerHost.start()) {
            var backend = machine.backend("avatar-compose", "root");
            backend.write(Backend.env("sandbox-good-old-c0", "0.3", "0.3"));
            var project = Files.createDirectories(folder.toAbsolutePath().resolve("project"));
            Files.writeString(
                    project.resolve("docker-compose.yml"),
                    FILE.formatted(backend.image(), backend.name(), backend.envFile()));
            up(machine, project);
            backend.registered();
            try (var rotator = new Rotator(machine, folder.resolve("app"))
                    .on("root", backend)
                    .start()) {
                var old = backend.container();
                becomes(rotator, backend, "sandbox-good-new-c0", "done");
                assertThat(backend.container().id()).isNotEqualTo(old.id());
                becomes(rotator, backend, "sandbox-bad-c0", "rolled_back");
            }
            backend.remove();
        }
    }

    private static void becomes(Rotator rotator, Backend backend, String key, String state) {
        var rotated = rotator.rotate(key);
        assertThat(rotated.state()).as(rotated.toString()).isEqualTo(state);
        assertThat(rotated.strategy()).isEqualTo("compose");
        assertThat(backend.leftovers()).isEmpty();
        var container = backend.registered().container();
        assertThat(container.isRunning()).isTrue();
        assertThat(container.policy()).isEqualTo("unless-stopped");
        assertThat(container.key()).isEqualTo("sandbox-good-new-c0");
        assertThat(container.labels()).containsEntry("com.docker.compose.service", "agent");
        assertThat(new String(backend.env(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("TAVUS_API_KEY=sandbox-good-new-c0\n");
    }

    private static void up(DockerHost machine, Path project) throws Exception {
        var command = new ProcessBuilder("docker-compose", "--no-ansi", "up", "--detach")
                .directory(project.toFile())
                .redirectErrorStream(true);
        command.environment().put("DOCKER_HOST", machine.engine().address());
        var process = command.start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
