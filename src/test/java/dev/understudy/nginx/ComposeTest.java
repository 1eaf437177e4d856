package dev.understudy.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The first real deployment, as far as it goes without images: what its script makes, and what docker-compose reads of it. */
@Tag("end-to-end")
class ComposeTest {
    private static final List<String> PARTS = List.of("compose.yaml", "Dockerfile", "config", "examples");

    @TempDir
    static Path folder;

    private static Map<String, Map<String, Object>> services;
    private static String made;

    @BeforeAll
    static void prepare() throws Exception {
        for (var part : PARTS) if (Files.exists(Path.of(part))) copy(Path.of(part));
        made = run(0, "config/compose/secrets.sh", "avatar.example.org", "203.0.113.7");
        Map<String, Map<String, Map<String, Object>>> read =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(run(0, "docker-compose", "config"));
        services = read.get("services");
    }

    @Test
    void theOlderDockerComposeReadsIt() {
        assertThat(services).containsOnlyKeys("nginx", "understudy", "livekit", "avatar-backend");
        assertThat(environment("understudy"))
                .containsEntry("LIVEKIT_PUBLIC_URL", "wss://avatar.example.org")
                .containsEntry("SPRING_PROFILES_ACTIVE", "production");
        assertThat(environment("livekit")).containsEntry("NODE_IP", "203.0.113.7");
    }

    @Test
    void withoutItsScriptItSaysWhatToRun() throws Exception {
        Files.move(folder.resolve(".env"), folder.resolve("kept"));
        assertThat(run(1, "docker-compose", "config")).contains("run config/compose/secrets.sh first");
        Files.move(folder.resolve("kept"), folder.resolve(".env"));
        var bare =
                "mkdir -p bare/config/compose && cp config/compose/secrets.sh bare/config/compose/ && bare/config/compose/secrets.sh";
        assertThat(run(64, "sh", "-c", bare)).contains("usage:");
    }

    @Test
    void everyFileThatItNamesIsThere() {
        var missing = new ArrayList<String>();
        services.values().forEach(service -> {
            for (var volume : list(service.get("volumes"))) {
                var source = volume.toString().split(":")[0];
                if (source.startsWith("/") && !Files.exists(Path.of(source))) missing.add(source);
            }
            if (service.get("build") instanceof Map<?, ?> build
                    && !Files.exists(Path.of(build.get("context") + "/Dockerfile"))) missing.add(build.toString());
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void onlyNginxAndMediaAreForTheWorld() {
        var ports = new ArrayList<String>();
        services.forEach((name, service) -> list(service.get("ports")).forEach(port -> ports.add(name + " " + port)));
        assertThat(ports)
                .allMatch(port -> port.startsWith("nginx ") || port.startsWith("livekit "))
                .hasSize(4);
        assertThat(ports.toString()).doesNotContain("9876", "7880", "8080");
    }

    @Test
    void nobodyMayMoreThanItMust() {
        assertThat(services).allSatisfy((name, service) -> {
            assertThat(service)
                    .containsEntry("read_only", true)
                    .containsEntry("restart", "unless-stopped")
                    .containsEntry("cap_drop", List.of("ALL"))
                    .containsEntry("security_opt", List.of("no-new-privileges:true"));
        });
    }

    @Test
    void secretsAreFilesThatOthersCannotReadAndNoVariable() throws IOException {
        try (var files = Files.walk(folder.resolve("secrets"))) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .hasSizeGreaterThan(9)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------"));
        }
        var secret = Files.readString(folder.resolve("secrets/livekit-secret")).strip();
        assertThat(secret).hasSizeGreaterThanOrEqualTo(32);
        assertThat(made).doesNotContain(secret);
        assertThat(services.get("understudy").toString() + services.get("livekit"))
                .doesNotContain(secret);
        assertThat(Files.readString(folder.resolve("secrets/livekit-keys"))).isEqualTo("understudy: " + secret + "\n");
        assertThat(environment("avatar-backend")).containsEntry("LIVEKIT_API_SECRET", secret);
    }

    @Test
    void runAgainItChangesNothingButFillsInWhatCame() throws Exception {
        var before = state();
        assertThat(run(0, "config/compose/secrets.sh", "other.example.org", "203.0.113.8"))
                .isEmpty();
        assertThat(state()).isEqualTo(before);
        Files.writeString(folder.resolve("secrets/openai-api-key"), "sk-&\\1/$x|\n");
        assertThat(run(0, "config/compose/secrets.sh")).isEqualTo("filled in OPENAI_API_KEY\n");
        assertThat(state()).isEqualTo(before.replace("OPENAI_API_KEY=\n", "OPENAI_API_KEY=sk-&\\1/$x|\n"));
        assertThat(run(0, "config/compose/secrets.sh")).isEmpty();
    }

    @Test
    void theAddressesOfNginxAreThoseOfCompose() throws IOException {
        var upstream = Files.readString(Path.of("config/compose/upstream.conf"));
        for (var each : List.of("understudy:8080", "livekit:7880")) {
            var name = each.split(":")[0];
            var networks = (Map<?, ?>) services.get(name).get("networks");
            var address = ((Map<?, ?>) networks.get("inside")).get("ipv4_address");
            assertThat(upstream).contains("server " + address + each.substring(name.length()) + ";");
        }
        assertThat(upstream.replaceAll("(?m)^#.*\\n|server .*;", ""))
                .isEqualTo(NginxFolder.shipped("understudy/upstream.conf").replaceAll("(?m)^ *#.*\\n|server .*;", ""));
    }

    private static String state() throws IOException {
        return Files.readString(folder.resolve(".env"))
                + Files.readString(folder.resolve("secrets/avatar-backend.env"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> environment(String service) {
        return (Map<String, Object>) services.get(service).get("environment");
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> all ? all : List.of();
    }

    private static void copy(Path part) throws IOException {
        try (Stream<Path> files = Files.walk(part)) {
            for (var file : files.toList()) Files.copy(file, folder.resolve(file.toString()));
        }
    }

    private static String run(int expected, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(expected);
        return said;
    }
}
