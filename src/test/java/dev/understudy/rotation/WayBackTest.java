package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.credential.CredentialParts;
import dev.understudy.host.CommandResult;
import dev.understudy.rotation.Setback.Unsure;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The way back to the end: the old worker is there as it was, even where its engine cannot start it again, and nothing else is. */
class WayBackTest {
    private static final String OLD = "inspect " + Host.OLD;
    private static final String AGAIN = "avatar-backend-again-r1";
    private static final String REGISTERED = "{\"message\":\"registered worker\",\"level\":\"INFO\",\"id\":\"AW_1\"}";
    private static final HostFacts RAN = facts(Host.OLD, true);
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host();
    private final Containers containers = RotationParts.containers();
    private final NextContainer next = new NextContainer(
            node.steps(),
            containers,
            new NewEnvFile(CredentialParts.staged(Optional.empty()), node.settings()),
            node.settings(),
            RotationParts.JSON);
    private final GoingBack back = new GoingBack(node.steps(), containers, next, node.settings(), node.clock());

    @Test
    void theFileIsPutBackAndWhatLaysBesideItIsRemoved() {
        host.on("RESTORE", Host.good("")).on("CLEAN", Host.good(""));
        var work = work(RAN);
        back.restore(work);
        back.clean(work);
        assertThat(observed(0)).isEqualTo("the env file is the old one, byte for byte");
        assertThat(observed(1)).isEqualTo("the files of the rotation are removed");
        assertThat(host.count("CLEAN")).isEqualTo(1);
    }

    @Test
    void whereNoneWasMadeNoneIsRemoved() {
        host.on("ps", Host.good(""), Host.good(Host.NEXT)).on("rm", Host.good(""));
        var work = work(RAN);
        back.remove(work);
        assertThat(observed(0)).isEqualTo("there was no next container");
        back.remove(work);
        assertThat(observed(1)).isEqualTo("the next container is removed");
        assertThat(host.count("rm --force " + Host.NEXT)).isEqualTo(1);
    }

    @Test
    void oneThatDidNotRunIsNotStarted() {
        host.on(OLD, Host.container(Host.OLD, false)).on("update", Host.good(""));
        back.revive(work(facts(Host.OLD, false)));
        assertThat(observed(0)).isEqualTo("the old container runs with its policy");
        assertThat(host.count("update --restart always " + Host.OLD)).isEqualTo(1);
        assertThat(host.count("start")).isZero();
    }

    @Test
    void whereThereWasNoneNobodyIsMissed() {
        host.on("inspect " + AGAIN, Host.missing());
        var work = work(facts(null, false));
        back.revive(work);
        back.rename(work);
        back.begin(work);
        assertThat(observed(0)).isEqualTo("there was no container before");
        assertThat(observed(1)).isEqualTo("the old container has its name");
        assertThat(work.isWaiting()).isFalse();
    }

    @Test
    void oneThatItsEngineCanNeverStartIsMadeOnceMoreAndTakesItsPlace() {
        host.on(OLD, Host.container(Host.OLD, false))
                .on("inspect " + Host.NEXT, Host.container(Host.NEXT, false))
                .on("update", Host.good(""))
                .on("start " + Host.OLD, Host.bad(1, "Error: task " + "a".repeat(8) + ": already exists"))
                .on("start " + Host.NEXT, Host.good(""))
                .on("rm", Host.good(""))
                .on("READ", Host.good("TAVUS_API_KEY=sandbox-unit-old\n"))
                .on("image inspect", Host.good("[{\"Id\":\"sha256:x\",\"Config\":{}}]"))
                .on("dial-stdio", Host.good("HTTP/1.0 201 x\r\n\r\n{\"Id\":\"" + Host.NEXT + "\"}"));
        back.revive(work(RAN));
        assertThat(node.kept("r1").facts().oldId()).isEqualTo(Host.NEXT);
        assertThat(host.count("rm --force " + AGAIN)).isEqualTo(1);
        assertThat(host.count("rm --force " + Host.OLD)).isEqualTo(1);
        assertThat(host.count("update --restart always " + Host.NEXT)).isEqualTo(1);
        assertThat(host.count("start " + Host.NEXT)).isEqualTo(1);
    }

    @Test
    void oneThatWasMadeOnceMoreBeforeACrashIsFoundAndRemembered() {
        host.on(OLD, Host.missing())
                .on("inspect " + AGAIN, Host.container(Host.NEXT, false))
                .on("inspect " + Host.NEXT, Host.container(Host.NEXT, false))
                .on("update", Host.good(""))
                .on("start", Host.good(""));
        back.revive(work(RAN));
        assertThat(node.kept("r1").facts().oldId()).isEqualTo(Host.NEXT);
        assertThat(host.count("start " + Host.NEXT)).isEqualTo(1);
    }

    @Test
    void itGetsItsNameBackWhateverItIsCalledNow() {
        host.on("rename", Host.good(""));
        var called = Host.container(Host.OLD, true).text().replace("\"/avatar-backend\"", "\"/avatar-backend-old-r1\"");
        host.on(OLD, Host.good(called));
        back.rename(work(RAN));
        assertThat(host.count("rename " + Host.OLD + " avatar-backend")).isEqualTo(1);
        assertThat(observed(0)).isEqualTo("the old container has its name");
    }

    @Test
    void inTheEndTheOldOneRunsAndNoOtherIsThere() {
        host.on(OLD, Host.container(Host.OLD, true)).on("ps", Host.good(""));
        back.stand(work(RAN));
        assertThat(observed(0)).isEqualTo("everything is as it was");
    }

    @Test
    void asLongAsItDoesNotRunOrAnotherCameAfterAllItIsAllDoneAgain() {
        host.on(OLD, Host.container(Host.OLD, false)).on("ps", Host.good(Host.NEXT));
        var work = work(RAN);
        assertThat(catchThrowableOfType(Unsure.class, () -> back.stand(work))).hasMessageContaining("does not run");
        host.anew(OLD).on(OLD, Host.container(Host.OLD, true));
        assertThat(catchThrowableOfType(Unsure.class, () -> back.stand(work)))
                .hasMessage("the next container came after all");
    }

    @Test
    void oneThatDidNotRunOrIsComposesNeedNotRun() {
        host.on("ps", Host.good(""));
        var work = work(facts(Host.OLD, false));
        back.stand(work);
        assertThat(observed(0)).isEqualTo("everything is as it was");
        assertThat(host.count("inspect")).isZero();
    }

    @Test
    void aWorkerThatWasToldToFinishIsAwaitedByItsLog() {
        host.on(OLD, Host.container(Host.OLD, true)).on("logs", Host.log("starting"), Host.log(REGISTERED));
        var work = work(RAN.told(1));
        back.begin(work);
        assertThat(work.isWaiting()).isTrue();
        back.look(work);
        assertThat(work.isWaiting()).isFalse();
        back.end(work);
        assertThat(observed(0)).isEqualTo("the old worker is registered");
    }

    @Test
    void oneThatWasStartedByTheRotationIsAwaitedToTheDeadlineAndNotLonger() {
        var started = "\"State\":{\"Running\":true,\"StartedAt\":\"2030-03-17T17:46:40Z\",\"ExitCode\":0},";
        CommandResult young =
                Host.good(Host.container(Host.OLD, true).text().replaceAll("\"State\":\\{[^}]*},", started));
        host.on(OLD, young).on("logs", Host.log("starting"));
        var work = work(RAN);
        back.begin(work);
        node.clock().pass(Duration.ofSeconds(60));
        back.look(work);
        assertThat(work.isWaiting())
                .as("started in the very moment of the rotation: by its log")
                .isTrue();
        node.clock().pass(Duration.ofMillis(1));
        back.look(work);
        assertThat(work.isWaiting()).isFalse();
    }

    private Work work(HostFacts facts) {
        return node.work(host, facts);
    }

    private String observed(int line) {
        return node.journal().of("r1").get(line).observed();
    }

    private static HostFacts facts(String old, boolean ran) {
        return HostFacts.seen(
                        "overlap", "why", new HostFacts.Old(old, ran, "image", "always"), new HostFacts.Shas("a", "b"))
                .touch(true);
    }
}
