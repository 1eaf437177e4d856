package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.credential.CredentialParts;
import dev.understudy.host.HostTrouble;
import dev.understudy.rotation.Setback.PersonNeeded;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The steps that wait: for the next worker, for the old one's end, and for the old one when it all goes back. */
class WaitingTest {
    private static final String REGISTERED = "{\"message\":\"registered worker\",\"level\":\"INFO\",\"id\":\"AW_1\"}";
    private static final String STARTING = "{\"message\":\"starting worker\",\"level\":\"INFO\"}";
    private static final String DRAINING = "{\"message\":\"draining worker\",\"level\":\"INFO\",\"id\":\"AW_1\"}";
    private static final String OLD = "inspect " + Host.OLD;
    private static final String NEXT = "inspect " + Host.NEXT;
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host();
    private final Containers containers = RotationParts.containers();
    private final Verification verification =
            new Verification(node.steps(), containers, node.lastWords(), node.settings(), node.clock());
    private final Draining draining = new Draining(node.steps(), containers, node.settings(), node.clock());
    private final NextContainer next = new NextContainer(
            node.steps(),
            containers,
            new NewEnvFile(CredentialParts.staged(Optional.empty()), node.settings()),
            node.settings(),
            RotationParts.JSON);
    private final GoingBack back = new GoingBack(node.steps(), containers, next, node.settings(), node.clock());

    @Test
    void aWorkerIsGoodWhenItRegisteredAndNothingBadFollowedForAWhile() {
        host.on(NEXT, Host.container(Host.NEXT, true))
                .on("logs", Host.log(STARTING))
                .on("env", Host.good("PATH=/bin\nTAVUS_API_KEY=" + RotationParts.NEW.reveal() + "\n"));
        var work = work();
        verification.begin(work);
        node.clock().pass(Duration.ofSeconds(59));
        verification.look(work);
        host.anew("logs").on("logs", Host.log(STARTING, REGISTERED));
        verification.look(work);
        node.clock().pass(Duration.ofMillis(9_999));
        verification.look(work);
        assertThat(work.isWaiting()).isTrue();
        node.clock().pass(Duration.ofMillis(1));
        verification.look(work);
        assertThat(work.isWaiting()).isFalse();
        verification.end(work);
        assertThat(node.told("r1")).containsExactly("verify done");
        assertThat(node.journal().of("r1").get(0).observed())
                .startsWith("registered worker after 59000 ms")
                .endsWith(RotationParts.NEW.fingerprint());
    }

    @Test
    void aWorkerThatDoesNotRegisterInTimeFailed() {
        host.on(NEXT, Host.container(Host.NEXT, true))
                .on("backend", Host.good("\nexit 0\n"))
                .on("logs", Host.log(STARTING));
        var work = work();
        verification.begin(work);
        node.clock().pass(Duration.ofSeconds(60));
        verification.look(work);
        node.clock().pass(Duration.ofMillis(1));
        assertThat(failure(() -> verification.look(work))).endsWith(":worker-never-registered");
        assertThat(node.told("r1")).containsExactly("verify failed");
    }

    @Test
    void aWorkerThatEndedOrWasRestartedOrIsGoneFailed() {
        host.on("backend", Host.good("\nexit 0\n")).on("logs", Host.log(REGISTERED));
        var work = work();
        verification.begin(work);
        for (var seen : new Object[][] {
            {Host.container(Host.NEXT, false), "exit code 0"},
            {Host.container(Host.NEXT, true, "\"RestartCount\":2,"), "restarted 2 times"},
            {Host.missing(), "It is gone"}
        }) {
            host.anew(NEXT).on(NEXT, (dev.understudy.host.CommandResult) seen[0]);
            var failed = catchThrowableOfType(StepFailed.class, () -> verification.look(work));
            assertThat(failed.problem().type()).endsWith(":worker-ended");
            assertThat(failed.problem().detail()).contains((String) seen[1]);
        }
    }

    @Test
    void aWorkerWithAnotherKeyFailedAndOnlyTheFingerprintIsTold() {
        host.on(NEXT, Host.container(Host.NEXT, true)).on("env", Host.good("TAVUS_API_KEY=sandbox-unit-other\n"));
        var work = work();
        verification.begin(work);
        var failed = catchThrowableOfType(StepFailed.class, () -> verification.end(work));
        assertThat(failed.problem().type()).endsWith(":worker-has-another-key");
        assertThat(failed.problem().detail()).doesNotContain("sandbox-unit");
        host.anew("env").on("env", Host.bad(127, ""));
        assertThat(failure(() -> verification.end(work)))
                .as("as Docker was told")
                .endsWith(":worker-has-another-key");
    }

    @Test
    void whatWasFoundGoodIsNotWatchedAgain() {
        host.on(NEXT, Host.container(Host.NEXT, true)).on("logs", Host.log(REGISTERED));
        var work = work();
        node.steps().run(work, "verify", () -> "yes");
        verification.begin(work);
        verification.look(work);
        assertThat(work.isWaiting()).as("not found good").isTrue();
        node.steps().remember(work, work.facts().commit());
        verification.begin(work);
        verification.look(work);
        assertThat(work.isWaiting())
                .as("that the file is in place proves nothing")
                .isTrue();
        node.steps().remember(work, work.facts().found("2026-01-01T00:00:00Z"));
        verification.begin(work);
        verification.look(work);
        assertThat(work.isWaiting()).isFalse();
    }

    @Test
    void theOldWorkerIsToldOnceAndEndedAtTheLimit() {
        host.on(OLD, Host.container(Host.OLD, true)).on("kill", Host.good("")).on("stop", Host.good(""));
        var work = work();
        draining.begin(work);
        assertThat(node.kept("r1").facts().toldAt()).isEqualTo(RotationParts.NOW);
        node.clock().pass(Duration.ofMinutes(30));
        node.rotations().claim("r1", 60_000);
        draining.look(work);
        draining.begin(work);
        assertThat(host.count("kill")).isEqualTo(1);
        assertThat(host.count("stop")).isZero();
        node.clock().pass(Duration.ofMillis(1));
        draining.look(work);
        assertThat(host.count("stop")).isEqualTo(1);
        assertThat(work.isWaiting()).as("until it is seen to have ended").isTrue();
        host.anew(OLD).on(OLD, Host.container(Host.OLD, false));
        draining.look(work);
        assertThat(work.isWaiting()).isFalse();
        draining.end(work);
        assertThat(node.journal().of("r1").get(1).observed()).contains("exit code 0");
    }

    @Test
    void whoWasLostWhileTellingTellsAgain() {
        host.on(OLD, Host.container(Host.OLD, true)).on("kill", new HostTrouble.ConnectionLost("cut"));
        var work = work();
        assertThat(catchThrowableOfType(HostTrouble.class, () -> draining.begin(work)))
                .isNotNull();
        assertThat(node.kept("r1").facts().toldAt()).isNull();
        host.anew("kill").on("kill", Host.bad(1, "Container x is not running")).on("logs", Host.log(REGISTERED));
        draining.begin(work);
        assertThat(host.count("kill")).isEqualTo(2);
        assertThat(node.kept("r1").facts().toldAt()).isEqualTo(RotationParts.NOW);
        assertThat(node.told("r1")).containsExactly("drain lost", "drain null");
    }

    /** A second signal would end its calls. */
    @Test
    void whoWasLostAfterTellingDoesNotTellTwice() {
        host.on(OLD, Host.container(Host.OLD, true)).on("kill", new HostTrouble.ConnectionLost("cut"));
        var work = work();
        assertThat(catchThrowableOfType(HostTrouble.class, () -> draining.begin(work)))
                .isNotNull();
        host.on("logs", Host.log(REGISTERED, DRAINING));
        draining.begin(work);
        assertThat(host.count("kill")).isEqualTo(1);
        assertThat(work.isWaiting()).isTrue();
        assertThat(node.kept("r1").facts().toldAt()).isEqualTo(RotationParts.NOW);
    }

    @Test
    void anOldWorkerThatIsGoneIsNotWaitedFor() {
        host.on(OLD, Host.missing());
        var work = work();
        draining.begin(work);
        assertThat(work.isWaiting()).isFalse();
        draining.end(work);
        assertThat(host.count("kill")).isZero();
    }

    @Test
    void theOldWorkerIsAwaitedOnTheWayBackButNotForEver() {
        host.on(OLD, Host.container(Host.OLD, true)).on("logs", Host.log(STARTING));
        var work = work();
        node.steps().remember(work, work.facts().told(1));
        back.begin(work);
        assertThat(work.isWaiting()).isTrue();
        node.clock().pass(Duration.ofMillis(60_001));
        back.look(work);
        assertThat(work.isWaiting()).isFalse();
        back.end(work);
        assertThat(node.journal().of("r1").get(0).observed()).isEqualTo("the old worker is not");
    }

    @Test
    void anOldWorkerThatWasNeverToldIsThereWithoutALookAtItsLog() {
        host.on(OLD, Host.container(Host.OLD, true));
        var work = work();
        back.begin(work);
        back.end(work);
        assertThat(node.journal().of("r1").get(0).observed()).isEqualTo("the old worker is registered");
    }

    @Test
    void theWayBackNeedsTheCopyAndTheContainer() {
        host.on("RESTORE", Host.bad(76, ""));
        var work = work();
        assertThat(person(() -> back.restore(work))).endsWith(":env-file-lost");
        host.anew("RESTORE").on("RESTORE", Host.bad(74, ""));
        assertThat(person(() -> back.restore(work))).endsWith(":env-file-edited");
        host.anew("RESTORE").on("RESTORE", Host.bad(137, ""));
        assertThat(catchThrowableOfType(Unsure.class, () -> back.restore(work))).isNotNull();
        host.on(OLD, Host.missing()).on("inspect avatar-backend-again-r1", Host.missing());
        assertThat(person(() -> back.revive(work))).endsWith(":no-such-container");
    }

    @Test
    void onTheWayBackAllThatThisRotationMadeIsRemovedAndTheOldOneHasItsPolicy() {
        host.on("ps", Host.good(Host.NEXT + "\n" + "2".repeat(64) + "\n"))
                .on("rm", Host.good(""), Host.good(""))
                .on(OLD, Host.container(Host.OLD, false))
                .on("update always", Host.good(""))
                .on("start", Host.good(""));
        var work = work();
        back.remove(work);
        back.revive(work);
        back.rename(work);
        assertThat(host.count("rm")).isEqualTo(2);
        assertThat(host.count("update always " + Host.OLD)).isEqualTo(1);
        assertThat(host.count("start " + Host.OLD)).isEqualTo(1);
        assertThat(host.count("rename")).as("it has its name").isZero();
        assertThat(node.told("r1")).containsExactly("remove-next done", "revive done", "rename done");
    }

    private Work work() {
        var old = new HostFacts.Old(Host.OLD, true, "image", "always");
        var facts = HostFacts.seen("overlap", "why", old, new HostFacts.Shas("a", "b"));
        return node.work(host, facts.touch(true).made(Host.NEXT));
    }

    private static String failure(Runnable step) {
        return catchThrowableOfType(StepFailed.class, step::run).problem().type();
    }

    private static String person(Runnable step) {
        return catchThrowableOfType(PersonNeeded.class, step::run).problem().type();
    }
}
