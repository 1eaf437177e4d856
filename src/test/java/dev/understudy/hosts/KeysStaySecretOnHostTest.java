package dev.understudy.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key is in its env file, in its container and in the secrets file, and nowhere else: not for a moment, not in any words. */
@Tag("host")
class KeysStaySecretOnHostTest {
    private static final String OLD = "sandbox-good-old-secret-5e21";
    private static final String NEW = "sandbox-good-new-secret-5e21";
    private static final String BAD = "sandbox-good-late401-secret-5e21";
    private static final String WORSE = "sandbox-bad-secret-5e21";
    private static final String[] KEYS = {OLD, NEW, BAD, WORSE, Rotator.FIRST_KEY};
    private static final Set<String> THEIR_PLACES = Set.of("secrets.env", "tavus-key");
    private static final int SCANS = 100;

    @TempDir
    Path folder;

    @Test
    void noKeyIsSeenOutsideItsContainer() throws Exception {
        var texts = new TreeMap<String, String>();
        try (var machine = DockerHost.start()) {
            var backend = machine.backend("avatar-secret", DockerHost.DEPLOY);
            backend.write(Backend.env(OLD, "1", "1")).run().registered();
            try (var rotator =
                    new Rotator(machine, folder).on(DockerHost.DEPLOY, backend).start()) {
                hunted(machine, rotator);
                assertThat(backend.container().key()).isEqualTo(NEW);
                texts.put("sshd's log", String.join("\n", machine.sshd().log()));
                texts.put("the engine's log", String.join("\n", machine.engine().log()));
                texts.putAll(told(rotator));
            }
            texts.putAll(written(folder.toAbsolutePath()));
        }
        assertThat(texts).hasSizeGreaterThan(8).allSatisfy((name, text) -> assertThat(KeyHunt.found(text, KEYS))
                .as(name)
                .isEmpty());
        assertThat(texts.get("app.log"))
                .contains("worker-in-trouble".replace('-', ' ').substring(0, 6));
        assertThat(texts.get("the journal")).contains("verify");
        System.out.println("0 keys in " + texts.keySet());
    }

    @Test
    void theHuntSeesWhatAnybodyCouldSee() throws IOException {
        var shown = new ProcessBuilder("sh", "-c", "sleep 20; true", "needle-in-the-arguments");
        shown.environment().put("NEEDLE", "needle-in-the-environment");
        try (var hunt = new KeyHunt("needle-in-the-arguments", "needle-in-the-environment")) {
            var process = shown.start();
            await().untilAsserted(() -> assertThat(hunt.hits())
                    .anyMatch(hit -> hit.startsWith("/proc/" + process.pid() + "/cmdline"))
                    .anyMatch(hit -> hit.startsWith("/proc/" + process.pid() + "/environ")));
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** One rotation that is cut in the middle and succeeds, and two that fail. */
    private static void hunted(DockerHost machine, Rotator rotator) {
        try (var hunt = new KeyHunt(KEYS)) {
            var cut = rotator.begin(NEW);
            rotator.when(cut, now -> now.hasBegun("verify"), Duration.ofSeconds(60), Duration.ofMillis(20));
            assertThat(machine.sshd().killSessions()).isPositive();
            assertThat(rotator.over(cut, Duration.ofSeconds(60)).state()).isEqualTo("done");
            assertThat(rotator.rotate(BAD).state()).isEqualTo("rolled_back");
            assertThat(rotator.rotate(WORSE).state()).isEqualTo("rolled_back");
            assertThat(rotator.ask("refused-" + NEW).statusCode()).isEqualTo(422);
            assertThat(hunt.hits()).isEmpty();
            System.out.println(
                    "0 hits in " + hunt.scans() + " scans of all processes, " + hunt.processes() + " of them in all");
            assertThat(hunt.scans()).isGreaterThan(SCANS);
        }
    }

    /** What it says when it is asked. */
    private static Map<String, String> told(Rotator rotator) throws Exception {
        var management = rotator.production().managementPort();
        return Map.of(
                "the rotations", rotator.call("GET", "/api/rotations", "").body(),
                "the metrics", asked(management, "/observe/metrics", "understudy_"),
                "JMX", asked(management, "/observe/jolokia/read/dev.understudy:type=Rotations", "LastProblem"),
                "all of JMX", asked(management, "/observe/jolokia/read/dev.understudy:*", "dev.understudy"));
    }

    private static String asked(int port, String path, String expected) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer operator-of-the-test");
        try {
            var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
            assertThat(answer.body()).contains(expected);
            return answer.body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** All files that it has left behind; the simulated world's own are not its. */
    private static Map<String, String> written(Path folder) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            var all = files.filter(Files::isRegularFile)
                    .filter(file -> !THEIR_PLACES.contains(file.getFileName().toString()))
                    .filter(file -> !folder.relativize(file).toString().startsWith("world"))
                    .toList();
            for (var file : all) texts.put(folder.relativize(file).toString(), read(file));
        }
        texts.put("the journal", String.join("", List.copyOf(texts.values())));
        return texts;
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
