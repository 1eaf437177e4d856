package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.common.Secret;
import dev.understudy.fixtures.HostPicture;
import dev.understudy.fixtures.OneAtATime;
import dev.understudy.fixtures.RotationStage;
import dev.understudy.fixtures.Rotator;
import dev.understudy.fixtures.StepOrder;
import dev.understudy.host.Command;
import dev.understudy.host.DockerCommands;
import dev.understudy.host.EnvFileCommands;
import dev.understudy.host.FirstRun;
import dev.understudy.host.Host;
import dev.understudy.host.HostSettings;
import dev.understudy.host.SshHosts;
import dev.understudy.host.Workplace;
import dev.understudy.rotation.RotationSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containers that cannot run twice, and one that is not there, on the simulated host. */
@OneAtATime
class RotationStrategiesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAME = "avatar-backend";
    private static final RotationStage STAGE = RotationStage.shared();
    private final Rotator operator = STAGE.operator();

    @AfterEach
    void asItWas() {
        STAGE.mend();
        deploy(List.of());
    }

    @Test
    void whoHasAFixedPortStopsBeforeTheNextOneStarts() {
        deploy(List.of("--publish", "8080:8080"));
        var rotation = operator.ended(operator.accepted("sandbox-strategy-port"));
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("done");
        assertThat(rotation.path("strategy").asText()).isEqualTo("stop-first");
        assertThat(rotation.path("hosts").path(0).path("reason").asText()).contains("8080");
        assertThat(Rotator.done(rotation)).containsExactlyElementsOf(StepOrder.STOP_FIRST);
        var host = STAGE.host();
        assertThat(host.container())
                .isEqualTo(new HostPicture.Container(
                        NAME,
                        host.container().id(),
                        true,
                        "unless-stopped",
                        true,
                        Secret.of("sandbox-strategy-port").fingerprint()));
        String shown = on(seen -> good(seen, DockerCommands.inspect(NAME)));
        assertThat(shown).containsPattern("\"HostPort\" ?: ?\"8080\"");
    }

    @Test
    void whoHadToStopIsStartedAgainWhenTheNextOneFails() {
        deploy(List.of("--label", "dev.understudy.exclusive=true"));
        var before = STAGE.host();
        STAGE.world().fault("host", "registers-then-401");
        var rotation = operator.ended(operator.accepted("sandbox-strategy-failed"));
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("rolled_back");
        assertThat(rotation.path("strategy").asText()).isEqualTo("stop-first");
        assertThat(Rotator.problem(rotation)).isEqualTo("worker-in-trouble");
        assertThat(Rotator.done(rotation))
                .endsWith(
                        "restore",
                        "remove-next",
                        "drain",
                        "revive",
                        "await-old",
                        "rename",
                        "clean-up",
                        "unlock",
                        "stand");
        await().atMost(PATIENCE).until(() -> STAGE.host().equals(before));
    }

    @Test
    void aContainerThatIsNotThereIsNotMadeUp() {
        deploy(null);
        var before = STAGE.host();
        var rotation = operator.ended(operator.accepted("sandbox-strategy-none"));
        assertThat(rotation.path("state").asText()).isEqualTo("refused");
        assertThat(Rotator.problem(rotation)).isEqualTo("no-such-container");
        assertThat(Rotator.failed(rotation)).containsExactly("look");
        assertThat(STAGE.host()).isEqualTo(before);
    }

    /** Somebody takes the name that the old container was to get: after the commit, the old worker told to finish. */
    @Test
    void whatFailsWhenThereIsNoWayBackIsTriedUntilItWorks() {
        var id = operator.accepted("sandbox-strategy-swap");
        var name = NAME + "-old-" + id;
        on(host -> good(host, Command.of("docker", "create", "--name", name, "avatar-backend:latest")));
        await().atMost(PATIENCE).until(() -> Rotator.failed(operator.one(id)).contains("swap"));
        assertThat(operator.one(id).path("state").asText()).isEqualTo("running");
        on(host -> good(host, Command.of("docker", "rm", "--force", name)));
        var rotation = operator.ended(id);
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("done");
        assertThat(STAGE.host().container().fingerprint())
                .isEqualTo(Secret.of("sandbox-strategy-swap").fingerprint());
    }

    @Test
    void aHostThatAnotherRotationHoldsIsLeftAlone() {
        var files = new EnvFileCommands(place("r0"));
        on(host -> good(host, files.lock()));
        var before = STAGE.host();
        var rotation = operator.ended(operator.accepted("sandbox-strategy-locked"));
        assertThat(rotation.path("state").asText()).isEqualTo("refused");
        assertThat(Rotator.problem(rotation)).isEqualTo("host-locked");
        assertThat(rotation.path("problem").path("detail").asText()).contains("r0");
        assertThat(STAGE.host()).isEqualTo(before);
        on(host -> good(host, files.unlock()));
    }

    /** A worker that reads its key by dotenv goes on with the old file until the next one is proven with the staged copy. */
    @ParameterizedTest
    @CsvSource({"/srv/avatar/.env:/app/.env, /app/.env", "/srv/avatar:/app, /app/.env"})
    void whoHasTheEnvFileMountedIsVerifiedWithTheStagedCopyAndAgainWithTheFileInItsPlace(String mount, String inside) {
        mounted(mount);
        var rotation = operator.ended(operator.accepted("sandbox-strategy-mounted"));
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("done");
        assertThat(Rotator.done(rotation)).containsSubsequence("verify", "commit", "follow", "verify-again", "drain");
        String env = on(host -> good(host, DockerCommands.inspect(NAME)));
        assertThat(env).doesNotContain("TAVUS_API_KEY", ".rot-");
        assertThat(STAGE.host().container().running())
                .as("the one that is left")
                .isTrue();
        assertThat((String) on(host -> good(host, DockerCommands.contents(NAME, inside))))
                .contains("TAVUS_API_KEY=sandbox-strategy-mounted");
    }

    @Test
    void aMountedFileIsTheOldOneWhenTheNextWorkerIsNoGood() {
        mounted("/srv/avatar:/app");
        var before = STAGE.host();
        STAGE.world().fault("host", "registers-then-401");
        var rotation = operator.ended(operator.accepted("sandbox-strategy-no-good"));
        assertThat(rotation.path("state").asText()).as("%s", rotation).isEqualTo("rolled_back");
        assertThat(Rotator.done(rotation)).doesNotContain("commit");
        await().atMost(PATIENCE).until(() -> STAGE.host().equals(before));
    }

    /** The backend anew, which is given nothing but a mount. */
    private static void mounted(String mount) {
        deploy(List.of());
        on(host -> {
            good(host, Command.of("docker", "rm", "--force", NAME));
            good(
                    host,
                    Command.of(
                            "docker",
                            "create",
                            "--name",
                            NAME,
                            "--restart",
                            "unless-stopped",
                            "--volume",
                            mount,
                            "avatar-backend:latest"));
            return good(host, Command.of("docker", "start", NAME));
        });
        await().atMost(PATIENCE).until(() -> STAGE.host().container().registered());
    }

    /** The backend anew with these options, as its people would; none at all when there are no options. */
    private static void deploy(List<String> options) {
        var files = new EnvFileCommands(place("people"));
        var docker = new DockerCommands(place("people"));
        on(host -> {
            good(host, files.lock());
            good(host, docker.remove(NAME));
            if (options != null) {
                good(host, files.upload(host.run(files.read()).out()));
                good(host, docker.create(NAME, run(options)));
                good(host, docker.restart(NAME, "unless-stopped"));
                good(host, docker.start(NAME));
            }
            good(host, files.clean());
            return good(host, files.unlock());
        });
        if (options != null)
            await().atMost(PATIENCE).until(() -> STAGE.host().container().registered());
    }

    private static FirstRun run(List<String> more) {
        var options = new ArrayList<>(List.of("--network", "avatar_avatar-network"));
        options.addAll(more);
        return new FirstRun(options, "avatar-backend:latest", List.of());
    }

    private static String good(Host host, Command command) {
        var result = host.run(command);
        assertThat(result.isGood()).as(result.err()).isTrue();
        return result.text();
    }

    private static Workplace place(String rotation) {
        return new Workplace("/srv/avatar/.env", rotation);
    }

    private static <T> T on(java.util.function.Function<Host, T> work) {
        var target = STAGE.app().bean(RotationSettings.class).hosts().get(0);
        try (var host = new SshHosts(STAGE.app().bean(HostSettings.class)).connect(target.host())) {
            return work.apply(host);
        }
    }
}
