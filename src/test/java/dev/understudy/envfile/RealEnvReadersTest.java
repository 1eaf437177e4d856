package dev.understudy.envfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.host.DockerHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What we read, and what we write, is what the real python-dotenv, docker-compose and {@code docker run} read. They need to be installed. */
@Tag("host")
class RealEnvReadersTest {
    private static final String NEW = "tvs_new-0123456789";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOTENV = """
            import dotenv, json, sys
            print(json.dumps([dotenv.dotenv_values(file, interpolate=True) for file in sys.argv[1:]]))
            """;

    @TempDir
    Path folder;

    @Test
    void dotenvReadsWhatWeRead() throws Exception {
        var before = files(0, 400, EnvReader.DOTENV);
        var after = new ArrayList<Path>();
        for (var file : before) after.add(changed(file, EnvReader.DOTENV));
        var all = new ArrayList<>(before);
        all.addAll(after);
        var real = python(all);
        for (var i = 0; i < before.size(); i++) {
            same(before.get(i), real.get(i), EnvReader.DOTENV);
            written(before.get(i), real.get(i), real.get(before.size() + i));
        }
    }

    @Test
    void composeReadsWhatWeRead() throws Exception {
        for (var file : files(10_000, 12, EnvReader.DOTENV)) {
            var before = compose(file);
            same(file, before, EnvReader.COMPOSE_1);
            written(file, before, compose(changed(file, EnvReader.COMPOSE_1)));
        }
    }

    @Test
    void dockerReadsWhatWeRead() throws Exception {
        try (var machine = DockerHost.start()) {
            var image = machine.backend("reader", "root").image();
            var bare = docker(machine, image, Files.writeString(folder.resolve("bare"), ""));
            for (var file : files(20_000, 6, EnvReader.DOCKER)) {
                var before = less(docker(machine, image, file), bare);
                same(file, before, EnvReader.DOCKER);
                written(file, before, less(docker(machine, image, changed(file, EnvReader.DOCKER)), bare));
            }
        }
    }

    /** As a process sees it that {@code docker run --env-file} has started; no value has several lines there. */
    private static Map<String, String> docker(DockerHost machine, String image, Path file) {
        var options = List.of("run", "--rm", "--network", "none", "--env-file", file.toString(), "--entrypoint", "env");
        var command = new ArrayList<>(options);
        command.add(image);
        var values = new java.util.HashMap<String, String>();
        for (var line : machine.engine().docker(command.toArray(String[]::new)).split("\n"))
            values.put(line.replaceFirst("=.*", ""), line.replaceFirst("[^=]*=", ""));
        return values;
    }

    /** Without what every container has. */
    private static Map<String, String> less(Map<String, String> all, Map<String, String> bare) {
        all.keySet().removeAll(bare.keySet());
        return all;
    }

    /** All that is not told to depend on others. */
    private static void same(Path file, Map<String, String> real, EnvReader reader) throws IOException {
        var ours = EnvFile.parse(Files.readAllBytes(file), reader);
        assertThat(ours.entries()).as(Files.readString(file)).allSatisfy((name, value) -> assertThat(real)
                .containsEntry(name, value));
        assertThat(real.keySet()).as(Files.readString(file)).isSubsetOf(ours.names());
    }

    private static void written(Path file, Map<String, String> before, Map<String, String> after) throws IOException {
        var expected = new java.util.TreeMap<>(before);
        expected.put(AnyDotenv.KEY, NEW);
        assertThat(new java.util.TreeMap<>(after)).as(Files.readString(file)).isEqualTo(expected);
    }

    private Path changed(Path file, EnvReader reader) throws IOException {
        var changed = EnvFile.parse(Files.readAllBytes(file), reader).with(AnyDotenv.KEY, NEW);
        return Files.write(Path.of(file + ".new"), changed.bytes());
    }

    /** Files whose key is there once, and whose lines all can be read. */
    private List<Path> files(long seed, int count, EnvReader reader) throws IOException {
        var files = new ArrayList<Path>();
        for (var next = seed; files.size() < count; next++) {
            var text = new AnyDotenv(next).file();
            if (can(text, reader)) files.add(Files.write(folder.resolve("file-" + next), text.getBytes(UTF_8)));
        }
        return files;
    }

    private static boolean can(String text, EnvReader reader) {
        try {
            EnvFile.parse(text.getBytes(UTF_8), reader).with(AnyDotenv.KEY, NEW);
            return true;
        } catch (EnvFileRefused e) {
            return false;
        }
    }

    private static List<Map<String, String>> python(List<Path> files) throws Exception {
        var command = new ArrayList<>(List.of("python3", "-c", DOTENV));
        files.forEach(file -> command.add(file.toString()));
        return JSON.readValue(run(command, null), new TypeReference<List<Map<String, String>>>() {});
    }

    /** As {@code docker-compose config} resolves a service's {@code env_file}; it writes each dollar twice. */
    private static Map<String, String> compose(Path file) throws Exception {
        var project = Files.createDirectories(Path.of(file + ".project"));
        Files.writeString(
                project.resolve("docker-compose.yml"),
                "version: \"2.4\"\nservices:\n  agent:\n    image: x\n    env_file: " + file + "\n");
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        Map<String, Map<String, Map<String, Map<String, Object>>>> all =
                yaml.load(run(List.of("docker-compose", "config"), project));
        var values = new java.util.HashMap<String, String>();
        all.get("services").get("agent").getOrDefault("environment", Map.of()).forEach((name, value) -> {
            if (value != null) values.put(name, value.toString().replace("$$", "$"));
        });
        return values;
    }

    private static String run(List<String> command, Path folder) throws Exception {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        if (folder != null) builder.directory(folder.toFile());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
