package dev.understudy.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import dev.understudy.fixtures.host.Dockerd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A compose project on a {@link DockerHost}, whose service agent has the backend's env file: started as people start it. With
 * Debian's docker-compose; with {@code -Ddocker.config}, a folder with {@code cli-plugins/docker-compose}, with that.
 */
final class ComposeSite {
    static final String KEY = "TAVUS_API_KEY";
    private static final String PROGRAM =
            System.getProperty("docker.config") == null ? "docker-compose" : "docker compose";
    private static final String SERVICE = "label=com.docker.compose.service=agent";
    private static final String FILE = """
            version: "2.4"
            volumes: {data: {}}
            services:
              agent:
                image: %s
                env_file: %s
                restart: unless-stopped
                network_mode: none
                stop_grace_period: 30s
                volumes: [/cache, "data:/data"]
            """;

    private final Dockerd engine;
    private final Path folder;
    private final Map<String, String> shell = new HashMap<>();

    ComposeSite(DockerHost machine, Backend backend, Path folder) {
        engine = machine.engine();
        this.folder = folder;
        write("docker-compose.yml", FILE.formatted(backend.image(), backend.envFile()));
    }

    /** Whether it is the newer program. */
    static boolean isPlugin() {
        return PROGRAM.contains(" ");
    }

    /** How compose calls the first container of the service. */
    static String first(String project) {
        return name(project, 1);
    }

    /** The same of the second. */
    static String second(String project) {
        return name(project, 2);
    }

    private static String name(String project, int number) {
        var between = isPlugin() ? "-" : "_";
        return project + between + "agent" + between + number;
    }

    /** Puts a file there. */
    ComposeSite write(String name, String text) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds lines to the service. */
    ComposeSite service(String... lines) {
        try {
            var text = Files.readString(folder.resolve("docker-compose.yml"));
            return write("docker-compose.yml", text + "    " + String.join("\n    ", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A variable of the shell that it is called from. */
    ComposeSite shell(String name, String value) {
        shell.put(name, value);
        return this;
    }

    /** Calls compose in the project's folder; gives what it says. */
    String compose(String... arguments) {
        try {
            var words = new ArrayList<>(List.of(PROGRAM.split(" ")));
            words.addAll(List.of(arguments));
            var command = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
            command.environment().put("DOCKER_HOST", engine.address());
            if (isPlugin()) command.environment().put("DOCKER_CONFIG", System.getProperty("docker.config"));
            command.environment().putAll(shell);
            var process = command.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The service's containers that run, by their names, with their ids. */
    Map<String, String> running() {
        var found = new TreeMap<String, String>();
        engine.docker("ps", "--no-trunc", "--filter", SERVICE, "--format", "{{.Names}} {{.ID}}")
                .lines()
                .map(line -> line.split(" "))
                .forEach(words -> found.put(words[0], words[1]));
        return found;
    }

    /** The same, running or not. */
    List<String> all() {
        return engine.docker("ps", "--all", "--filter", SERVICE, "--format", "{{.Names}}")
                .lines()
                .sorted()
                .toList();
    }

    /** The environments of those that run, an entry each, by their names; the key's value is replaced by a word. */
    Map<String, TreeSet<String>> environments(String key) {
        var all = new TreeMap<String, TreeSet<String>>();
        running().keySet().forEach(name -> {
            var entries = new TreeSet<String>();
            for (var entry : inspect(name).path("Config").path("Env"))
                entries.add(entry.asText().equals(KEY + "=" + key) ? KEY + " is it" : entry.asText());
            all.put(name, entries);
        });
        return all;
    }

    /** What is mounted where in each, by their names. */
    Map<String, TreeSet<String>> mounts() {
        var all = new TreeMap<String, TreeSet<String>>();
        running().keySet().forEach(name -> {
            var mounts = new TreeSet<String>();
            for (var each : inspect(name).path("Mounts"))
                mounts.add(each.path("Name").asText() + " on "
                        + each.path("Destination").asText());
            all.put(name, mounts);
        });
        return all;
    }

    JsonNode inspect(String container) {
        return Rotator.read(engine.docker("container", "inspect", container)).path(0);
    }

    /** How many ran at the fewest since then, when so many ran at first; by the engine's own events. */
    int fewest(Instant since, int first) {
        var now = first;
        var fewest = first;
        var events = engine.docker(
                "events",
                "--since",
                moment(since),
                "--until",
                moment(Instant.now()),
                "--filter",
                SERVICE,
                "--filter",
                "event=start",
                "--filter",
                "event=die",
                "--format",
                "{{.Status}}");
        for (var event : events.lines().toList()) {
            now += event.equals("start") ? 1 : -1;
            fewest = Math.min(fewest, now);
        }
        return fewest;
    }

    private static String moment(Instant at) {
        return at.getEpochSecond() + "." + String.format("%09d", at.getNano());
    }

    /** Removes all containers and the project's files. */
    void remove() {
        for (var each : Arrays.asList(engine.docker("ps", "--all", "--quiet").split("\\s+")))
            if (!each.isEmpty()) engine.docker("rm", "--force", "--volumes", each);
    }
}
