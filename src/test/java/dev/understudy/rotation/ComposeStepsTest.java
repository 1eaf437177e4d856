package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.credential.CredentialParts;
import dev.understudy.host.CommandResult;
import dev.understudy.host.ComposeProject;
import dev.understudy.host.Replica;
import dev.understudy.host.Replica.State;
import dev.understudy.host.Replicas;
import dev.understudy.rotation.Setback.PersonNeeded;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.store.Dialect;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps of a compose service: which of its containers is worked on, what is asked of compose, and who may run in the end. */
class ComposeStepsTest {
    static final ComposeProject PROJECT = new ComposeProject(
            "site",
            "/srv/site",
            List.of("/srv/site/compose.yaml"),
            "agent",
            false,
            List.of("/srv/site/prod.env"),
            null);
    private static final String FIRST = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String NEXT = "1111111111111111111111111111111111111111111111111111111111111111";
    private static final String SECOND = "b".repeat(64);
    private static final String HASH = "c".repeat(64);
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host();
    private final Containers containers = RotationParts.containers();
    private final NewEnvFile newEnvFile = new NewEnvFile(CredentialParts.staged(Optional.empty()), node.settings());
    private final NextReplica next = new NextReplica(
            node.steps(),
            containers,
            new NextContainer(node.steps(), containers, newEnvFile, node.settings(), RotationParts.JSON),
            node.settings());
    private final ComposeSteps steps =
            new ComposeSteps(node.steps(), containers, next, new FileSteps(node.steps(), newEnvFile), node.settings());
    private final ComposeBack back = new ComposeBack(node.steps(), containers, steps);

    @Test
    void afterTheCommitComposeHasToMakeTheNewKeyOfItsFiles() {
        host.on("--hash=agent", Host.good("agent " + HASH + "\n"))
                .on("config", yaml(RotationParts.NEW.reveal()), yaml("another"));
        var work = work(two(State.OLD, State.OLD).hashed("d".repeat(64)));
        steps.config(work);
        assertThat(work.getComposing().replicas().hash()).isEqualTo(HASH);
        assertThat(host.count("docker-compose --project-name site --project-directory /srv/site --env-file"
                        + " /srv/site/prod.env --file /srv/site/compose.yaml config"))
                .isEqualTo(2);
        var failed = catchThrowableOfType(StepFailed.class, () -> steps.config(work));
        assertThat(failed.problem().type()).endsWith(":compose-key-elsewhere");
    }

    @Test
    void whereItsFilesSaidSomethingElseAlreadyTheLabelStaysAndComposeSeesThat() {
        host.on("--hash=agent", Host.good("agent " + HASH + "\n")).on("config", yaml(RotationParts.NEW.reveal()));
        var work = work(two(State.OLD, State.OLD));
        steps.config(work);
        assertThat(work.getComposing().replicas().hash()).isNull();
    }

    @Test
    void oneAfterTheOtherAndWhatWasBegunIsGoneOnWith() {
        var work = work(two(State.OLD, State.OLD));
        steps.turn(work);
        assertThat(work.facts().oldId()).isEqualTo(FIRST);
        assertThat(work.getComposing().name()).isEqualTo("site_agent_1");
        node.steps().remember(work, work.facts().made(Host.NEXT).found("then"));
        steps.good(work);
        steps.turn(work);
        assertThat(work.facts().verified()).as("it is the same one still").isEqualTo("then");
        assertThat(work.getComposing().isServing()).isTrue();
        assertThat(work.getComposing().isProven()).isFalse();
        node.steps().remember(work, work.facts().told(7));
        steps.replaced(work);
        steps.turn(work);
        assertThat(work.facts().oldId()).isEqualTo(SECOND);
        assertThat(work.facts().nextId()).isNull();
        assertThat(work.facts().verified()).isNull();
        assertThat(work.facts().toldAt()).isNull();
        assertThat(node.kept("r1").facts()).isEqualTo(work.facts());
        steps.good(work);
        assertThat(work.getComposing().isProven()).isTrue();
        steps.replaced(work);
        assertThat(work.getComposing().isReplacing()).isFalse();
    }

    @Test
    void thoseThatAnEngineEndedAreStartedButForTheOneThatIsWorkedOn() {
        host.on("inspect " + FIRST, Host.container(FIRST, false))
                .on("inspect " + SECOND, Host.container(SECOND, false))
                .on("start", Host.good(""));
        var work = work(two(State.OLD, State.OLD));
        steps.turn(work);
        steps.keep(work);
        assertThat(host.count("start " + SECOND)).isEqualTo(1);
        assertThat(host.count("start " + FIRST)).isZero();
    }

    /** Else one whose engine died at the very end would stay down, and the rotation stand there for ever. */
    @ParameterizedTest
    @CsvSource({"NEW, " + NEXT, "BACK, " + FIRST})
    void theLastOneThatWasWorkedOnIsStartedTooWhenItsWorkIsOver(State state, String inPlace) {
        host.on("inspect", Host.container(inPlace, false)).on("start", Host.good(""));
        steps.keep(work(Replicas.found(List.of(replica(FIRST, "site_agent_1", state)), true)
                .turnTo(0)));
        assertThat(host.count("start " + inPlace)).isEqualTo(1);
    }

    @Test
    void inTheEndNobodyElseOfTheServiceMayHaveAnotherKey() {
        var foreign = "e".repeat(64);
        host.on("inspect", Host.container(Host.NEXT, true))
                .on("ps", Host.good(Host.NEXT + "\n"), Host.good(Host.NEXT + "\n" + foreign + "\n"));
        var work = work(Replicas.found(List.of(replica(FIRST, "site_agent_1", State.NEW)), true));
        steps.stand(work);
        var person = catchThrowableOfType(PersonNeeded.class, () -> steps.stand(work));
        assertThat(person.problem().type()).endsWith(":compose-service-changed");
    }

    @Test
    void onTheWayBackTheLastComesFirstAndTheNextOneIsToldToFinishOnce() {
        var work = work(two(State.NEW, State.OLD));
        steps.turn(work);
        node.steps().remember(work, work.facts().made("f".repeat(64)));
        back.turn(work);
        assertThat(work.facts().oldId()).isEqualTo(SECOND);
        back.restored(work);
        back.turn(work);
        assertThat(work.getComposing().name()).isEqualTo("site_agent_1");
        assertThat(work.getComposing().isServing()).isTrue();
        back.toNext(work);
        assertThat(work.facts().oldId()).isEqualTo(Host.NEXT);
        assertThat(work.facts().toldAt()).isNull();
        node.steps().remember(work, work.facts().told(9));
        back.turn(work);
        assertThat(work.facts().oldId()).as("begun anew in the middle of it").isEqualTo(FIRST);
        back.toNext(work);
        assertThat(work.facts().toldAt()).isEqualTo(9);
        back.toOld(work);
        assertThat(work.facts().toldAt()).as("when the old one was told").isEqualTo(7);
        node.steps().remember(work, work.facts().renewed("9".repeat(64)));
        back.restored(work);
        assertThat(work.getComposing().isRestoring()).isFalse();
        assertThat(work.getComposing().replicas().all().get(0).oldId()).startsWith("999");
    }

    @Test
    void whatTookItsPlaceGoesWhetherItIsKnownOrNot() {
        host.on("rm", Host.good(""));
        var work = work(two(State.NEW, State.OLD).turnTo(0));
        back.remove(work);
        assertThat(host.count("rm --force " + Host.NEXT)).isEqualTo(1);
        assertThat(host.count("rm --force site_agent_1-next-r1")).isEqualTo(1);
    }

    @Test
    void afterTheWayBackNobodyOfTheServiceMayHaveTheNewKey() {
        var foreign = "e".repeat(64);
        host.on("ps", Host.good(FIRST + "\n" + SECOND + "\n" + foreign + "\n"))
                .on("inspect", Host.container(foreign, true), keyed(foreign, RotationParts.NEW.reveal()));
        var work = work(two(State.BACK, State.OLD));
        back.stand(work);
        assertThat(catchThrowableOfType(PersonNeeded.class, () -> back.stand(work)))
                .isNotNull();
    }

    @Test
    void whatAnEarlierVersionBeganIsAPersons() {
        var work = node.work(host, facts().of(PROJECT));
        assertThat(catchThrowableOfType(PersonNeeded.class, () -> steps.config(work)))
                .isNotNull();
    }

    private static CommandResult keyed(String id, String key) {
        return Host.good(Host.container(id, true).text().replace("sandbox-unit-old", key));
    }

    private static CommandResult yaml(String key) {
        return Host.good("services:\n  agent:\n    environment:\n      TAVUS_API_KEY: " + key + "\n");
    }

    private static Replicas two(State one, State other) {
        return Replicas.found(
                List.of(replica(FIRST, "site_agent_1", one), replica(SECOND, "site_agent_2", other)), true);
    }

    private static Replica replica(String id, String name, State state) {
        var found = Replica.found(id, name, true, "always").now(state);
        return state == State.NEW ? found.made(Host.NEXT).told(7L) : found;
    }

    private static HostFacts facts() {
        var old = new HostFacts.Old(FIRST, true, "backend", "always");
        return HostFacts.seen("compose", "it made it", old, new HostFacts.Shas("a", "b"));
    }

    private Work work(Replicas replicas) {
        return node.work(host, facts().of(PROJECT.with(replicas)));
    }
}
