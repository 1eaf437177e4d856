package dev.understudy.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.container.Container;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Docker's commands: what each does, what it says when it cannot, and what it does the second time. */
abstract class DockerContract extends CommandsContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LONG_AGO = "2020-01-01T00:00:00Z";

    @Test
    void theEngineSaysItsVersion() {
        assertThat(good(DockerCommands.version()).text().strip()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
        assertThat(good(DockerCommands.components()).text())
                .startsWith("Engine ")
                .doesNotContainIgnoringCase("podman");
        var older = host.run(DockerCommands.inspectAs(Container.TELLING_API, ground.container()));
        assertThat(older.isGood() ? "" : older.err()).containsPattern("^$|too new");
    }

    @Test
    void aContainerAndAnImageAreDescribed() {
        var container = inspect(ground.container());
        assertThat(container.path("Id").asText()).hasSize(64);
        assertThat(container.path("Name").asText()).isEqualTo("/" + ground.container());
        assertThat(container.path("State").path("Running").asBoolean()).isTrue();
        assertThat(container.path("Config").path("Env").toString()).contains("TAVUS_API_KEY=");
        var image = json(good(DockerCommands.image(ground.image())).text()).path(0);
        assertThat(image.path("Id").asText()).isEqualTo(container.path("Image").asText());
        var nothing = exits(1, DockerCommands.inspect("nobody"));
        assertThat(nothing.err()).containsIgnoringCase("no such container");
        assertThat(exits(1, DockerCommands.image("nothing:none")).err()).containsIgnoringCase("no such image");
    }

    @Test
    void whatChangesSomethingIsRefusedWithoutTheLock() {
        for (var command : changes()) exits(Guarded.NOT_OURS, command);
        good(files(OTHERS).lock());
        for (var command : changes()) exits(Guarded.NOT_OURS, command);
        assertThat(inspect(ground.container()).path("State").path("Running").asBoolean())
                .isTrue();
    }

    private List<Command> changes() {
        var name = ground.container();
        return List.of(
                docker().engine(EngineCall.post("/containers/" + name + "/kill", "{}".getBytes(UTF_8))),
                docker().create(next(), run()),
                docker().start(name),
                docker().kill(name, "KILL"),
                docker().stop(name),
                docker().startAnew(name, Duration.ZERO),
                docker().restart(name, "no"),
                docker().rename(name, next()),
                docker().remove(name));
    }

    @Test
    void aContainerIsCreatedFromTheStagedFile() {
        stage(true);
        assertThat(good(docker().made()).text()).isEmpty();
        var id = good(docker().create(next(), run())).text().strip();
        assertThat(good(docker().made()).text().strip()).isEqualTo(id).hasSize(64);
        var made = inspect(id);
        assertThat(made.path("Name").asText()).isEqualTo("/" + next());
        assertThat(made.path("State").path("Status").asText()).isEqualTo("created");
        assertThat(made.path("HostConfig").path("RestartPolicy").path("Name").asText())
                .isEqualTo("no");
        var labels = made.path("Config").path("Labels");
        assertThat(labels.path(DockerCommands.LABEL).asText()).isEqualTo(OURS);
        assertThat(made.path("Config").path("Env").toString()).contains("TAVUS_API_KEY=");
        assertThat(host.run(docker().create(next(), run())).isGood()).isFalse();
        assertThat(good(docker().made()).text().strip()).isEqualTo(id);
    }

    @Test
    void theEngineIsCalledDirectly() {
        good(files().lock());
        var body = "{\"Image\":\"" + ground.image() + "\",\"Env\":[\"TAVUS_API_KEY=good-call\"],\"Labels\":{\""
                + DockerCommands.LABEL + "\":\"" + OURS + "\"},\"HostConfig\":{\"NetworkMode\":\"none\"}}";
        var made = call("/containers/create?name=" + next(), body);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.isGood()).isTrue();
        assertThat(good(docker().made()).text().strip())
                .isEqualTo(json(made.body()).path("Id").asText());
        var again = call("/containers/create?name=" + next(), body);
        assertThat(again.status()).isEqualTo(409);
        assertThat(json(again.body()).path("message").asText()).contains("already in use");
        var unknown = call("/containers/create?name=other", body.replace(ground.image(), "nothing:none"));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(json(unknown.body()).path("message").asText()).containsIgnoringCase("no such image");
        assertThat(call("/containers/create?name=other", "{").isGood()).isFalse();
        assertThat(good(docker().made()).text().lines()).hasSize(1);
    }

    @Test
    void whoLivesInAnothersNamespacesIsTold() {
        good(files().lock());
        assertThat(good(DependentsCommand.all()).text()).isEmpty();
        var whose = "container:" + inspect(ground.container()).path("Id").asText();
        var key = new String(ground.env(true), UTF_8)
                .lines()
                .filter(line -> line.startsWith("TAVUS_API_KEY="))
                .findFirst()
                .orElseThrow();
        for (var mode : List.of("NetworkMode", "PidMode")) {
            var body = "{\"Image\":\"" + ground.image() + "\",\"Env\":[\"" + key + "\"],\"HostConfig\":{\"" + mode
                    + "\":\"" + whose + "\"}}";
            assertThat(call("/containers/create?name=" + next() + mode, body).status())
                    .isEqualTo(201);
            good(docker().start(next() + mode));
        }
        assertThat(good(DependentsCommand.all()).text().lines().toList())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line)
                        .matches("[0-9a-f]{64}\\|/" + next() + "NetworkMode\\|true\\|[^|]+\\|" + whose + "\\|\\|[^|]*"))
                .anySatisfy(line -> assertThat(line)
                        .matches("[0-9a-f]{64}\\|/" + next() + "PidMode\\|true\\|[^|]+\\|[^|]*\\|" + whose
                                + "\\|[^|]*"));
        good(docker().end(ground.container()));
        await().atMost(PATIENCE).until(() -> !isRunning(next() + "PidMode"));
        assertThat(isRunning(next() + "NetworkMode")).isTrue();
        good(docker().stop(next() + "NetworkMode"));
        exits(1, docker().start(next() + "NetworkMode"));
        good(docker().remove(next() + "NetworkMode"));
        good(docker().remove(next() + "PidMode"));
        assertThat(good(DependentsCommand.all()).text()).isEmpty();
    }

    @Test
    void aWorkerIsStartedToldToLeaveAndEndedAtOnce() {
        stage(true);
        good(docker().create(next(), run()));
        good(docker().start(next()));
        good(docker().start(next()));
        awaitLog(next(), "registered worker");
        good(docker().kill(next(), "TERM"));
        awaitLog(next(), "draining worker");
        await().atMost(PATIENCE).until(() -> !isRunning(next()));
        assertThat(inspect(next()).path("State").path("ExitCode").asInt()).isZero();
        exits(1, docker().kill(next(), "TERM"));
        good(docker().start(next()));
        assertThat(isRunning(next())).isTrue();
        good(docker().stop(next()));
        good(docker().stop(next()));
        assertThat(isRunning(next())).isFalse();
        exits(1, docker().start("nobody"));
        exits(1, docker().stop("nobody"));
        exits(1, docker().kill("nobody", "TERM"));
    }

    @Test
    void theRestartPolicyCanBeSetWhetherItRunsOrNot() {
        good(files().lock());
        var before = inspect(ground.container()).path("State").path("StartedAt").asText();
        for (var policy : List.of("no", "no", "always", "unless-stopped")) {
            good(docker().restart(ground.container(), policy));
            assertThat(policy(ground.container())).isEqualTo(policy);
        }
        good(docker().restart(ground.container(), "on-failure:3"));
        var set = inspect(ground.container()).path("HostConfig").path("RestartPolicy");
        assertThat(set.path("Name").asText()).isEqualTo("on-failure");
        assertThat(set.path("MaximumRetryCount").asInt()).isEqualTo(3);
        assertThat(inspect(ground.container()).path("State").path("StartedAt").asText())
                .isEqualTo(before);
        good(docker().stop(ground.container()));
        good(docker().restart(ground.container(), "no"));
        assertThat(policy(ground.container())).isEqualTo("no");
        assertThat(isRunning(ground.container())).isFalse();
        exits(1, docker().restart("nobody", "no"));
    }

    @Test
    void aContainerIsRenamedOnceAndRemovedAsOftenAsOneLikes() {
        stage(true);
        var id = good(docker().create(next(), run())).text().strip();
        exits(1, docker().rename(id, ground.container()));
        good(docker().rename(id, next() + "-2"));
        exits(1, docker().rename(id, next() + "-2"));
        assertThat(inspect(id).path("Name").asText()).isEqualTo("/" + next() + "-2");
        exits(1, DockerCommands.inspect(next()));
        good(docker().start(id));
        good(docker().remove(id));
        good(docker().remove(id));
        exits(1, DockerCommands.inspect(id));
        assertThat(good(docker().made()).text()).isEmpty();
    }

    @Test
    void theLogHasBothStreamsSinceAMoment() {
        stage(false);
        good(docker().create(next(), run()));
        good(docker().start(next()));
        await().atMost(PATIENCE).until(() -> !isRunning(next()));
        var created = inspect(next()).path("Created").asText();
        var log = good(DockerCommands.logs(next(), created)).text();
        assertThat(log).contains("\"starting worker\"", "status_code=401", "Traceback");
        assertThat(log.lines().filter(line -> line.startsWith("{")))
                .allMatch(line -> json(line).has("message"));
        assertThat(good(DockerCommands.logs(next(), LONG_AGO)).text()).isEqualTo(log);
        assertThat(good(DockerCommands.logs(next(), "2099-01-01T00:00:00Z")).text())
                .isEmpty();
        exits(1, DockerCommands.logs("nobody", LONG_AGO));
    }

    @Test
    void aContainerIsStartedAnewWithItsWorkerToldFirst() {
        good(files().lock());
        awaitLog(ground.container(), "registered worker");
        var before = inspect(ground.container());
        good(docker().startAnew(ground.container(), Duration.ofSeconds(10)));
        var after = inspect(ground.container());
        assertThat(after.path("Id")).isEqualTo(before.path("Id"));
        assertThat(after.at("/State/StartedAt").asText())
                .isGreaterThan(before.at("/State/StartedAt").asText());
        assertThat(after.at("/State/FinishedAt").asText())
                .isGreaterThan(before.at("/State/StartedAt").asText());
        awaitLog(ground.container(), "draining worker");
        var since = after.at("/State/FinishedAt").asText();
        await().atMost(PATIENCE).until(() -> good(DockerCommands.logs(ground.container(), since))
                .text()
                .contains("registered worker"));
        good(docker().stop(ground.container()));
        good(docker().startAnew(ground.container(), Duration.ZERO));
        assertThat(isRunning(ground.container())).isTrue();
        exits(1, docker().startAnew("nobody", Duration.ZERO));
    }

    @Test
    void theEndOfTheLogHasMomentsAndAnEndOfItsOwn() {
        awaitLog(ground.container(), "registered worker");
        var all = good(DockerCommands.tail(ground.container(), 500, 100_000)).text();
        assertThat(all).endsWith("\nexit 0\n").contains("registered worker");
        assertThat(all.lines().filter(line -> line.contains("message")))
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:]{8}\\.\\d{9}Z \\{.*"));
        var last = good(DockerCommands.tail(ground.container(), 1, 100_000)).text();
        assertThat(last.lines().filter(line -> line.contains("message"))).hasSize(1);
        assertThat(good(DockerCommands.tail(ground.container(), 500, 20)).text())
                .hasSize(20)
                .endsWith("\nexit 0\n");
        assertThat(good(DockerCommands.tail("nobody", 1, 1_000)).text()).endsWith("\nexit 1\n");
    }

    @Test
    void theEnvironmentIsSeenFromInside() {
        good(files().lock());
        assertThat(good(DockerCommands.environment(ground.container())).text())
                .contains("TAVUS_API_KEY=", "PATH=", "\n");
        good(docker().stop(ground.container()));
        assertThat(host.run(DockerCommands.environment(ground.container())).isGood())
                .isFalse();
    }

    private void stage(boolean isKeyGood) {
        good(files().lock());
        good(files().upload(ground.env(isKeyGood)));
    }

    private FirstRun run() {
        return new FirstRun(List.of("--network", "none"), ground.image(), List.of());
    }

    private String next() {
        return ground.container() + "-next";
    }

    private EngineCall.Answer call(String path, String body) {
        var call = docker().engine(EngineCall.post(path, body.getBytes(UTF_8)));
        return EngineCall.parse(good(call).out());
    }

    private JsonNode inspect(String container) {
        return json(good(DockerCommands.inspect(container)).text()).path(0);
    }

    private boolean isRunning(String container) {
        return inspect(container).path("State").path("Running").asBoolean();
    }

    private String policy(String container) {
        return inspect(container)
                .path("HostConfig")
                .path("RestartPolicy")
                .path("Name")
                .asText();
    }

    private void awaitLog(String container, String text) {
        await().atMost(PATIENCE)
                .until(() ->
                        good(DockerCommands.logs(container, LONG_AGO)).text().contains(text));
    }
}
