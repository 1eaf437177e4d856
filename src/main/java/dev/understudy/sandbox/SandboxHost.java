package dev.understudy.sandbox;

import dev.understudy.common.Secret;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /sandbox/host}: how the simulated Docker host really is, whatever a client believes. No value of a key. */
@RestController
@Profile("sandbox")
class SandboxHost {
    private static final String VARIABLE = "TAVUS_API_KEY";
    private final FakeDocker docker;
    private final HostFiles files;
    private final SandboxSettings settings;

    SandboxHost(FakeDocker docker, HostFiles files, SandboxSettings settings) {
        this.docker = docker;
        this.files = files;
        this.settings = settings;
    }

    /**
     * All of it.
     *
     * @param port where its SSH server listens on loopback; 0 when there is none
     * @param containers the newest first
     * @param files in the env file's folder
     * @param lock the rotation that holds the host; empty when none does
     */
    record Picture(int port, List<Container> containers, List<File> files, String lock) {}

    /**
     * A container.
     *
     * @param registered whether its worker is, at LiveKit
     * @param fingerprint of its TAVUS_API_KEY, the first 8 hex digits of SHA-256; empty when it has none
     */
    record Container(
            String name, String id, boolean running, String restartPolicy, boolean registered, String fingerprint) {}

    /**
     * A file.
     *
     * @param mode its permissions, octal
     * @param fingerprint of the TAVUS_API_KEY in it; empty when it has none
     */
    record File(String path, String sha256, String mode, String fingerprint) {}

    @GetMapping("/sandbox/host")
    Picture picture() {
        var folder = files.only();
        var all = folder.files().entrySet().stream()
                .map(each -> file(folder.path() + "/" + each.getKey(), each.getValue()))
                .toList();
        return new Picture(
                settings.sshPort(),
                docker.all().stream().map(SandboxHost::container).toList(),
                all,
                folder.lock());
    }

    private static Container container(FakeContainer container) {
        var policy = container.spec().hostConfig().path("RestartPolicy").path("Name");
        return new Container(
                container.name(),
                container.id(),
                container.state().running(),
                policy.asText(),
                container.isRegistered(),
                fingerprint(container.spec().variable(VARIABLE)));
    }

    private static File file(String path, HostFile file) {
        var key = new String(file.bytes(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(VARIABLE + "="))
                .reduce("", (first, last) -> last.substring(VARIABLE.length() + 1));
        return new File(path, file.sha256(), file.mode(), fingerprint(key));
    }

    private static String fingerprint(String key) {
        return key.isEmpty() ? "" : Secret.of(key).fingerprint();
    }
}
