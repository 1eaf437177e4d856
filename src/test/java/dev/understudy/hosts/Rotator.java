package dev.understudy.hosts;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.Production;
import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The application as in production, in a process of its own, that rotates keys on real hosts, and the calls to it. */
final class Rotator implements AutoCloseable {
    /** The application's own key at first; it comes by a file, so that its environment does not show it. */
    static final String FIRST_KEY = "sandbox-good-first-7b1c";

    private static final String TOKEN = "operator-of-the-test";
    private static final Duration CALL = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final DockerHost machine;
    private final Production production;
    private final Path knownHosts;
    private final Map<String, String> settings = new TreeMap<>();
    private int hosts;
    private boolean isWatching;

    /** Prepares one that leaves everything in this folder; nothing runs yet but the simulated world. */
    Rotator(DockerHost machine, Path folder) {
        this.machine = machine;
        production = new Production(folder);
        knownHosts = production.folder.resolve("known_hosts");
        know(machine.sshd().knownHosts());
        var key = write(production.folder.resolve("tavus-key"), FIRST_KEY + "\n");
        production.without("TAVUS_API_KEY").with("TAVUS_API_KEY_FILE", key.toString());
        secretsIn(production.folder.resolve("secrets.env"));
        host("known-hosts", knownHosts).host("key-file", machine.key());
        with("watch", "1s").with("poll", "100").with("drain", "20s").with("verify-deadline", "15s");
        production.arguments(
                "--understudy.credential.openai.url=http://127.0.0.1:" + production.worldPort() + "/sandbox/openai");
        with("lease", "5s").with("patience", "60s").with("look-interval", "200ms");
    }

    /** Keeps the keys in that file. */
    Rotator secretsIn(Path file) {
        production.with("UNDERSTUDY_SECRETS_FILE", file.toString());
        return this;
    }

    /** Keeps everything else in that database. */
    Rotator storeIn(String database) {
        production.with("UNDERSTUDY_DATABASE_URL", database);
        return this;
    }

    /** A setting of rotations; the last one of a name counts. */
    Rotator with(String name, Object value) {
        settings.put("--understudy.rotation." + name, value.toString());
        return this;
    }

    /** One more host: this machine, that account, and a backend there. */
    Rotator on(String account, Backend backend) {
        var host = "hosts[" + hosts++ + "].";
        with(host + "name", backend.name() + "-host").with(host + "address", "127.0.0.1");
        with(host + "port", machine.sshd().port()).with(host + "user", account);
        return with(host + "container", backend.name()).with(host + "env-file", backend.envFile());
    }

    /** How the last host's container is made when there is none. */
    Rotator madeBy(String image, String... options) {
        var run = "hosts[" + (hosts - 1) + "].run.";
        with(run + "image", image);
        for (var i = 0; i < options.length; i++) with(run + "options[" + i + "]", options[i]);
        return this;
    }

    /** Its log watch reads the hosts too, and counts these lines. */
    Rotator watching(Map<String, String> patterns) {
        isWatching = true;
        production.arguments("--understudy.backendlog.interval=60s");
        var index = 0;
        for (var each : patterns.entrySet()) {
            var at = "--understudy.backendlog.patterns[" + index++ + "].";
            production.arguments(at + "name=" + each.getKey(), at + "regex=" + each.getValue(), at + "means=counted");
        }
        return this;
    }

    Rotator start() {
        production.arguments("--understudy.backendlog.enabled=" + isWatching);
        settings.forEach((name, value) -> production.arguments(name + "=" + value));
        production.start();
        return this;
    }

    Production production() {
        return production;
    }

    /** From now on that is what it knows of hosts. */
    void know(Path file) {
        try {
            write(knownHosts, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Knows no host any more. */
    void knowNobody() {
        write(knownHosts, "");
    }

    /** Asks for a rotation to this key, whatever is answered. */
    HttpResponse<String> ask(String key) {
        return ask("tavus", key);
    }

    private HttpResponse<String> ask(String provider, String key) {
        return call("POST", "/api/rotations", "{\"provider\":\"" + provider + "\",\"key\":\"" + key + "\"}");
    }

    /** Begins a rotation; gives its id. */
    String begin(String key) {
        return begun(ask(key));
    }

    private static String begun(HttpResponse<String> answer) {
        if (answer.statusCode() != 202) throw new AssertionError(answer.statusCode() + " " + answer.body());
        return new Rotated(read(answer.body())).id();
    }

    /** Rotates to this key, until that is over. */
    Rotated rotate(String key) {
        return over(begin(key), Duration.ofSeconds(90));
    }

    /** The same with the key of any provider. */
    Rotated rotate(String provider, String key) {
        return over(begun(ask(provider, key)), Duration.ofSeconds(90));
    }

    /** What becomes of a rotation. */
    Rotated over(String id, Duration patience) {
        return when(id, Rotated::isOver, patience, LOOK);
    }

    /** A rotation as soon as something is true of it. */
    Rotated when(String id, Predicate<Rotated> is, Duration patience, Duration look) {
        return await("rotation " + id + ", see " + production.folder)
                .atMost(patience)
                .pollDelay(Duration.ZERO)
                .pollInterval(look)
                .until(() -> find(id), found -> found.isPresent() && is.test(found.get()))
                .orElseThrow();
    }

    /** A rotation as it is now. */
    Rotated get(String id) {
        return find(id).orElseThrow();
    }

    /** A rotation as it is now; nothing when the application does not answer. */
    Optional<Rotated> find(String id) {
        try {
            var answer = call("GET", "/api/rotations/" + id, "");
            return answer.statusCode() == 200 ? Optional.of(new Rotated(read(answer.body()))) : Optional.empty();
        } catch (UncheckedIOException away) {
            return Optional.empty();
        }
    }

    HttpResponse<String> call(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + production.port() + path))
                .timeout(CALL)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static com.fasterxml.jackson.databind.JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }

    private Rotator host(String name, Object value) {
        production.arguments("--understudy.host." + name + "=" + value);
        return this;
    }

    private static Path write(Path file, String text) {
        try {
            Files.writeString(file, text);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        production.close();
    }
}
