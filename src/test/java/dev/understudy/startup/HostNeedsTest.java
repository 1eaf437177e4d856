package dev.understudy.startup;

import static dev.understudy.startup.Starts.COMPLETE;
import static dev.understudy.startup.Starts.refusal;
import static dev.understudy.startup.Starts.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A slip in the configuration of the Docker hosts is told at the start, all of them at once. */
class HostNeedsTest {
    private static final String FIRST = "UNDERSTUDY_ROTATION_HOSTS_0_";
    private static final String SECOND = "UNDERSTUDY_ROTATION_HOSTS_1_";

    @TempDir
    Path folder;

    @Test
    void aHostThatIsWhollyConfiguredIsFine() throws IOException {
        var environment = start(good(), "production");
        assertThat(environment.getProperty("understudy.rotation.hosts[0].name")).isEqualTo("one");
        assertThat(environment.getProperty("understudy.host.passphrase")).isEqualTo("a passphrase");
    }

    @Test
    void withoutHostsNothingOfThemIsNeeded() {
        assertThat(start(COMPLETE, "production").getProperty("understudy.host.passphrase"))
                .isEmpty();
    }

    @Test
    void allThatIsMissingIsToldAtOnce() {
        var bare = new HashMap<>(COMPLETE);
        bare.put(FIRST + "PORT", "2222");
        bare.put("UNDERSTUDY_HOST_KNOWNHOSTS", folder.resolve("none").toString());
        assertThat(refusal(bare, "production"))
                .contains(
                        "understudy.rotation.hosts[0].name is missing",
                        "understudy.rotation.hosts[0].address is missing",
                        "understudy.rotation.hosts[0].user is missing",
                        "understudy.rotation.hosts[0].container is missing",
                        "understudy.rotation.hosts[0].env-file is missing",
                        "understudy.host.known-hosts (" + folder.resolve("none") + ") is not there",
                        "understudy.host.key-file and understudy.host.agent-socket are both missing");
    }

    @Test
    void whatIsWrongInSeveralHostsIsToldAtOnce() throws IOException {
        var wrong = good();
        for (var part : List.of("NAME", "ADDRESS", "USER", "CONTAINER", "ENVFILE"))
            wrong.put(SECOND + part, wrong.get(FIRST + part));
        wrong.put(FIRST + "CONTAINER", "avatar backend");
        wrong.put(FIRST + "PORT", "70000");
        wrong.put(SECOND + "ENVFILE", ".env");
        wrong.put("UNDERSTUDY_HOST_KEYFILE", folder.resolve("id_none").toString());
        assertThat(refusal(wrong, "production"))
                .contains(
                        "understudy.rotation.hosts[0].container (avatar backend) may not be used",
                        "understudy.rotation.hosts[0].port must be",
                        "understudy.rotation.hosts[1].env-file (.env) may not be used",
                        "understudy.rotation.hosts has the name one twice",
                        "understudy.host.key-file (" + folder.resolve("id_none") + ") is not there");
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws IOException {
        var wrong = good();
        var key = Path.of(wrong.get("UNDERSTUDY_HOST_KEYFILE").toString());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refusal(wrong, "production"))
                .contains("understudy.host.key-file (" + key + ") can be read by others: chmod 600 it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/../etc/.env", "/srv/..", "/srv/a b/.env", "/srv/$(id)/.env", "/srv/avatar/", "/"})
    void aPathThatMayNotBecomePartOfACommandIsRefused(String path) throws IOException {
        var wrong = good();
        wrong.put(FIRST + "ENVFILE", path);
        assertThat(refusal(wrong, "production")).contains("understudy.rotation.hosts[0].env-file (" + path + ")");
    }

    private Map<String, Object> good() throws IOException {
        var good = new HashMap<>(COMPLETE);
        good.put(FIRST + "NAME", "one");
        good.put(FIRST + "ADDRESS", "docker.example.org");
        good.put(FIRST + "USER", "deploy");
        good.put(FIRST + "CONTAINER", "avatar-backend");
        good.put(FIRST + "ENVFILE", "/srv/avatar/.env");
        good.put(
                "UNDERSTUDY_HOST_KNOWNHOSTS",
                Files.createFile(folder.resolve("hosts")).toString());
        var onlyOurs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        good.put(
                "UNDERSTUDY_HOST_KEYFILE",
                Files.createFile(folder.resolve("id"), onlyOurs).toString());
        good.put("UNDERSTUDY_SSH_PASSPHRASE", "a passphrase");
        return good;
    }
}
