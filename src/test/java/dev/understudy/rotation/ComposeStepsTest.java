package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.container.Container;
import dev.understudy.host.ComposeProject;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import dev.understudy.store.Dialect;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The steps of a container that compose owns: when compose is asked, and what is believed of it. */
class ComposeStepsTest {
    private static final String NAMED = "inspect " + RotationParts.TARGET.container();
    private static final String LABEL = "com.docker.compose.";
    private static final ComposeProject PROJECT = ComposeProject.of(Map.of(
                    LABEL + "project", "site",
                    LABEL + "project.working_dir", "/srv/site",
                    LABEL + "project.config_files", "/srv/site/compose.yaml",
                    LABEL + "service", "agent"))
            .orElseThrow();
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host();
    private final ComposeSteps steps = new ComposeSteps(node.steps(), RotationParts.containers(), node.settings());

    @Test
    void composeMakesItAnew() {
        host.on(NAMED, Host.container(Host.OLD, true), Host.container(Host.NEXT, true))
                .on("up", Host.good(""));
        steps.up(work());
        assertThat(host.count("compose up --force-recreate --timeout 1800 agent"))
                .isEqualTo(1);
        assertThat(node.kept("r1").facts().nextId()).isEqualTo(Host.NEXT);
        told("compose made container 111111111111");
    }

    @Test
    void whatComposeMadeBeforeIsNotMadeAgainUnlessItDoesNotRun() {
        host.on(
                        NAMED,
                        Host.container(Host.NEXT, true),
                        Host.container(Host.NEXT, false),
                        Host.container(Host.NEXT, true))
                .on("up", Host.good(""));
        var work = work();
        steps.up(work);
        assertThat(host.count("up")).isZero();
        steps.up(work);
        assertThat(host.count("up")).isEqualTo(1);
    }

    @Test
    void aFailureOfComposesIsOneOnlyWhenDockerAnswers() {
        host.on(NAMED, Host.container(Host.OLD, true)).on("up", Host.bad(1, ""));
        host.on("version", Host.bad(1, "Cannot connect to the Docker daemon"), Host.good("20.10"));
        var work = work();
        assertThat(catchThrowableOfType(Unsure.class, () -> steps.up(work))).hasMessageContaining("does not answer");
        assertThat(catchThrowableOfType(StepFailed.class, () -> steps.up(work))).isNotNull();
    }

    @Test
    void whereThereIsNoneAfterwardsNothingIsKnown() {
        host.on(NAMED, Host.missing()).on("up", Host.good(""));
        assertThat(catchThrowableOfType(Unsure.class, () -> steps.up(work()))).hasMessageContaining("there is no");
    }

    @Test
    void onTheWayBackTheOldOneThatIsStillThereIsStarted() {
        host.on(NAMED, Host.container(Host.OLD, false)).on("start", Host.good(""));
        steps.back(work());
        assertThat(host.count("start " + Host.OLD)).isEqualTo(1);
        assertThat(host.count("up")).isZero();
        told("compose had not replaced the old container; it runs");
    }

    @Test
    void andOneThatWasReplacedIsMadeOnceMore() {
        host.on(NAMED, Host.container(Host.NEXT, true)).on("up", Host.good(""));
        steps.back(work());
        assertThat(host.count("up")).isEqualTo(1);
        told("compose made container 111111111111 with the old env file");
    }

    @Test
    void aProjectIsTakenWithEitherProgramOfComposes() {
        host.on("sh", Host.good("")).on("docker compose version", Host.bad(1, "no such command"));
        host.on("docker-compose version", Host.good("1.29.2"), Host.bad(127, "not found"));
        var work = work();
        assertThat(ComposeSteps.check(work, owned()).isPlugin()).isFalse();
        assertThat(refusal(work, owned())).contains("neither docker compose nor docker-compose");
        host.anew("docker compose version").on("docker compose version", Host.good("2.20"));
        assertThat(ComposeSteps.check(work, owned())).isEqualTo(PROJECT);
    }

    @Test
    void withoutItsFilesOrItsLabelsItIsRefused() {
        host.on("sh", Host.bad(76, ""));
        var work = work();
        assertThat(refusal(work, owned())).contains("/srv/site/compose.yaml");
        assertThat(refusal(work, container(Host.container(Host.OLD, true).text())))
                .contains("labels");
    }

    private static String refusal(Work work, Container container) {
        var failed = catchThrowableOfType(StepFailed.class, () -> ComposeSteps.check(work, container));
        assertThat(failed.problem().type()).endsWith(":compose-files-missing");
        return failed.problem().detail();
    }

    private static Container owned() {
        var labels = """
                "Labels":{"%1$sproject":"site","%1$sproject.working_dir":"/srv/site",\
                "%1$sproject.config_files":"/srv/site/compose.yaml","%1$sservice":"agent"}""".formatted(LABEL);
        return container(Host.container(Host.OLD, true).text().replace("\"Labels\":{}", labels));
    }

    private static Container container(String inspected) {
        return Container.parse(inspected, RotationParts.JSON);
    }

    private void told(String observed) {
        assertThat(node.told("r1")).containsExactly("compose-up done");
        assertThat(node.journal().of("r1").get(0).observed()).isEqualTo(observed);
    }

    private Work work() {
        var old = new HostFacts.Old(Host.OLD, true, "backend", "always");
        var facts = HostFacts.seen("compose", "it owns it", old, new HostFacts.Shas("a", "b"));
        return node.work(host, facts.of(PROJECT));
    }
}
