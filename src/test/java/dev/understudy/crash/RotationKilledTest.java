package dev.understudy.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.HostPicture;
import dev.understudy.fixtures.Production;
import dev.understudy.fixtures.Rotator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of a rotation: whoever is started next finishes it by itself. Beside the real hosts, since it takes long. */
@Tag("host")
class RotationKilledTest {
    private static final String OLD = "sandbox-tavus-key-1";
    private static final String NEW = "sandbox-after-the-kill";

    @TempDir
    Path folder;

    @Test
    void killedWhileItWatchesAndWhileItDrainsItIsFinishedByItself() throws Exception {
        try (var production = production()) {
            var operator = new Rotator(production.port(), "operator-of-the-test");
            production.start();
            var old = HostPicture.at(production.worldPort()).container();
            var id = operator.accepted(NEW);
            for (var step : List.of("verify", "drain")) {
                operator.awaitStep(id, step);
                production.application().kill();
                production.start();
            }
            var rotation = operator.ended(id);
            assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("done");
            assertThat(outcomes(rotation.path("hosts").path(0), "verify")).contains("lost", "done");
            assertThat(outcomes(rotation.path("hosts").path(0), "drain")).contains("lost", "done");
            for (var step : rotation.path("hosts").path(0).path("steps"))
                assertThat(step.path("outcome").asText()).as("%s", step).isIn("done", "lost");
            assertThat(outcomes(rotation.path("hosts").path(0), "look"))
                    .as("one at work at a time")
                    .hasSize(3);
            assertThat(Rotator.doneHere(rotation)).containsExactly("prove", "promote");
            var host = HostPicture.at(production.worldPort());
            assertThat(host.container().id()).isNotEqualTo(old.id());
            assertThat(host.container().fingerprint()).isEqualTo(Secret.of(NEW).fingerprint());
            assertThat(host.container().restartPolicy()).isEqualTo(old.restartPolicy());
            assertThat(host.container().name()).isEqualTo(old.name());
            assertThat(host.file().fingerprint()).isEqualTo(Secret.of(NEW).fingerprint());
            assertThat(host.lock()).isEmpty();
        }
        assertThat(Files.readAllLines(folder.resolve("app/data/secrets.env")))
                .contains("TAVUS_API_KEY=" + NEW, "TAVUS_API_KEY_PREVIOUS=" + OLD, "TAVUS_API_KEY_NEXT=");
    }

    private Production production() {
        var production = new Production(folder, "--understudy.sandbox.delays.worker-drains=4s");
        var host = "--understudy.rotation.hosts[0].";
        return production.arguments(
                "--understudy.host.known-hosts=" + production.sshFolder().resolve("known_hosts"),
                "--understudy.host.key-file=" + production.sshFolder().resolve("id_ecdsa"),
                host + "name=one",
                host + "address=127.0.0.1",
                host + "port=" + production.sshPort(),
                host + "user=deploy",
                host + "container=avatar-backend",
                host + "env-file=/srv/avatar/.env",
                "--understudy.rotation.watch=4s",
                "--understudy.rotation.poll=50",
                "--understudy.rotation.look-interval=100ms");
    }

    private static List<String> outcomes(JsonNode host, String name) {
        return StreamSupport.stream(host.path("steps").spliterator(), false)
                .filter(step -> step.path("name").asText().equals(name))
                .map(step -> step.path("outcome").asText())
                .toList();
    }
}
