package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.container.Container;
import dev.understudy.container.EnvReading;
import dev.understudy.host.CommandResult;
import dev.understudy.host.Replica;
import dev.understudy.rotation.RotationSettings.Env;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.store.Dialect;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A container that compose made, looked at: what is refused, and what is remembered of its service. */
class ComposeLookingTest {
    private static final String LABEL = "com.docker.compose.";
    private static final String HASH = "c".repeat(64);
    private static final String SECOND = "2".repeat(64);
    private static final String THIRD = "3".repeat(64);
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host();

    /** Three of one service, the third of them stopped, as compose would make them again but for nothing. */
    @BeforeEach
    void well() {
        host.on("READ", Host.good("TAVUS_API_KEY=sandbox-unit-old\n"))
                .on("sh", Host.good(""))
                .on("--format {{.Server.Version}}", Host.good("20.10"))
                .on("docker compose version", Host.bad(1, "no such command"))
                .on("docker-compose version", Host.good("1.29.2"))
                .on("ps", Host.good(SECOND + "\n" + THIRD + "\n" + Host.OLD + "\n"))
                .on("inspect " + SECOND, inspected(SECOND, "site_agent_2", 2, "False", true))
                .on("inspect " + THIRD, inspected(THIRD, "site_agent_3", 3, "False", false))
                .on("--hash=agent", Host.good("agent " + HASH + "\n"))
                .on("config", yaml("TAVUS_API_KEY: sandbox-unit-old"))
                .on("image", Host.good("[{\"Id\":\"sha256:%s\",\"Config\":{}}]".formatted("a".repeat(64))));
    }

    @Test
    void thoseOfItsServiceThatRunAreRememberedInTheOrderOfTheirNumbers() {
        var found = look(Env.CONTAINER);
        assertThat(found.project().isPlugin()).isFalse();
        var replicas = java.util.Objects.requireNonNull(found.project().replicas());
        assertThat(replicas.all()).extracting(Replica::name).containsExactly("site_agent_1", "site_agent_2");
        assertThat(replicas.beside()).isTrue();
        assertThat(replicas.hash()).isEqualTo(HASH);
        assertThat(found.note()).contains("2 containers", "beside").doesNotContain("next up");
    }

    /** Left out it would be the only one with the old key, and down: the rotation said done (found by a fault injected into the real engine). */
    @Test
    void soIsOneThatRanWhenTheRotationBeganAndWhoseEngineDiedMeanwhile() {
        ended(node.clock().instant().minusMillis(1));
        assertThat(names()).containsExactly("site_agent_1", "site_agent_2");
        ended(node.clock().instant());
        var replicas =
                java.util.Objects.requireNonNull(look(Env.CONTAINER).project().replicas());
        assertThat(replicas.all())
                .extracting(Replica::name)
                .containsExactly("site_agent_1", "site_agent_2", "site_agent_3");
        assertThat(replicas.all()).as("and is to run").allMatch(Replica::ran);
    }

    private List<String> names() {
        var replicas =
                java.util.Objects.requireNonNull(look(Env.CONTAINER).project().replicas());
        return replicas.all().stream().map(Replica::name).toList();
    }

    private void ended(java.time.Instant when) {
        var stopped = inspected(THIRD, "site_agent_3", 3, "False", false).text();
        host.anew("inspect " + THIRD)
                .on(
                        "inspect " + THIRD,
                        Host.good(stopped.replace("\"ExitCode\"", "\"FinishedAt\":\"" + when + "\",\"ExitCode\"")));
    }

    @Test
    void whereTheFilesSaySomethingElseByNowComposeShallSeeThat() {
        host.anew("--hash=agent")
                .anew("config")
                .on("--hash=agent", Host.good("agent " + "d".repeat(64)), Host.bad(1, ""))
                .on("config", yaml("TAVUS_API_KEY: sandbox-unit-old"));
        for (var i = 0; i < 2; i++) {
            var found = look(Env.CONTAINER);
            assertThat(java.util.Objects.requireNonNull(found.project().replicas())
                            .hash())
                    .isNull();
            assertThat(found.note()).contains("next up");
        }
    }

    @Test
    void oneThatWasMadeForOnceIsRefused() {
        var once = container(inspected(Host.OLD, "x", 0, "True", true));
        assertThat(refusal("container-is-one-off", once)).contains("compose run");
    }

    @ParameterizedTest
    @CsvSource({
        "'TAVUS_API_KEY: another',                           compose-key-elsewhere,    TAVUS_API_KEY",
        "'A: 1',                                             compose-key-elsewhere,    TAVUS_API_KEY",
        "'{TAVUS_API_KEY: sandbox-unit-old, ROOM: hidden}',  compose-would-change,     ROOM"
    })
    void whatComposeWouldMakeOtherwiseIsRefusedByItsName(String environment, String code, String named) {
        host.anew("config").on("config", yaml(environment));
        assertThat(refusal(code, old())).contains(named).doesNotContain("hidden", "sandbox-unit-old");
    }

    @Test
    void unlessTheFilesAreToWin() {
        host.anew("config").on("config", yaml("{TAVUS_API_KEY: sandbox-unit-old, ROOM: hidden}"));
        assertThat(look(Env.FILE).note()).contains("env: file", "ROOM").doesNotContain("hidden");
    }

    @Test
    void withoutItsFilesItsLabelsOrAProgramItIsRefused() {
        host.anew("docker-compose version").on("docker-compose version", Host.bad(127, "not found"));
        assertThat(refusal("compose-files-missing", old())).contains("neither docker compose nor docker-compose");
        host.anew("sh").on("sh", Host.bad(76, ""));
        assertThat(refusal("compose-files-missing", old())).contains("/srv/site/compose.yaml", "/srv/site/prod.env");
        assertThat(refusal("compose-files-missing", container(Host.container(Host.OLD, true))))
                .contains("labels");
    }

    @Test
    void filesThatComposeCannotReadAreRefusedAndNotQuoted() {
        host.anew("config")
                .on("config", Host.bad(1, "secret"), Host.good("services: {other: {}}"), Host.good("[secret"));
        for (var i = 0; i < 3; i++)
            assertThat(refusal("compose-files-unreadable", old())).doesNotContain("secret");
    }

    @Test
    void oneOfTheServiceThatCannotComeBackAsItWasIsNamed() {
        var removed = inspected(SECOND, "site_agent_2", 2, "False", true).text();
        host.anew("inspect " + SECOND)
                .on(
                        "inspect " + SECOND,
                        Host.good(removed.replace("\"NetworkMode\"", "\"AutoRemove\":true,\"NetworkMode\"")));
        assertThat(refusal("container-auto-removes", old())).contains("site_agent_2");
    }

    private ComposeLooking.Found look(Env env) {
        var work = node.rotations().open().isPresent() ? again() : node.work(host, HostFacts.NONE);
        return look(looking(env), work, old());
    }

    private String refusal(String code, Container container) {
        var work = node.rotations().open().isPresent() ? again() : node.work(host, HostFacts.NONE);
        var failed = catchThrowableOfType(StepFailed.class, () -> look(looking(Env.CONTAINER), work, container));
        assertThat(failed.problem().type()).endsWith(":" + code);
        return failed.problem().detail();
    }

    private static ComposeLooking.Found look(ComposeLooking looking, Work work, Container container) {
        var project = looking.project(work, container);
        var reading = EnvReading.of(container, "/srv/site/.env", NewEnvFile.read(work), List.of("TAVUS_API_KEY"));
        return looking.look(work, project, container, reading);
    }

    private Work again() {
        return node.work(node.rotations().open().orElseThrow(), host, HostFacts.NONE);
    }

    private static ComposeLooking looking(Env env) {
        return new ComposeLooking(RotationParts.settings(env), RotationParts.containers());
    }

    private static Container old() {
        return container(inspected(Host.OLD, "site_agent_1", 1, "False", true));
    }

    private static CommandResult inspected(String id, String name, int number, String oneOff, boolean isRunning) {
        var labels = """
                "Labels":{"%1$sproject":"site","%1$sproject.working_dir":"/srv/site",\
                "%1$sproject.config_files":"compose.yaml","%1$sproject.environment_file":"prod.env",\
                "%1$sservice":"agent","%1$scontainer-number":"%2$d","%1$soneoff":"%3$s","%1$sconfig-hash":"%4$s"}""".formatted(LABEL, number, oneOff, HASH);
        var plain = Host.container(id, isRunning).text();
        return Host.good(plain.replace("\"Labels\":{}", labels).replace("/avatar-backend", "/" + name));
    }

    private static CommandResult yaml(String environment) {
        var indented = environment.startsWith("{") ? " " + environment : "\n      " + environment;
        return Host.good("services:\n  agent:\n    environment:" + indented + "\n");
    }

    private static Container container(CommandResult inspected) {
        return Container.parse(inspected.text(), RotationParts.JSON);
    }
}
