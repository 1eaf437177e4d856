package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.store.Dialect;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is held against a new worker before and after it has the env file's place, and how the old one's end is told. */
class NextWorkerTest {
    private static final String OLD = "inspect " + Host.OLD;
    private static final String NEXT = "inspect " + Host.NEXT;
    private static final String REGISTERED = "{\"message\":\"registered worker\",\"level\":\"INFO\",\"id\":\"AW_1\"}";
    private static final String TROUBLE = "{\"message\":\"tavus: status_code=401\",\"level\":\"ERROR\"}";
    private static final HostFacts SEEN = HostFacts.seen(
                    "overlap",
                    "why",
                    new HostFacts.Old(Host.OLD, true, "image", "always"),
                    new HostFacts.Shas("a", "b"))
            .touch(true)
            .made(Host.NEXT);
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host();
    private final Containers containers = RotationParts.containers();
    private final Verification verification =
            new Verification(node.steps(), containers, node.lastWords(), node.settings(), node.clock());
    private final Draining draining = new Draining(node.steps(), containers, node.settings(), node.clock());

    @Test
    void itsStartIsRememberedAsTheOneThatWasFoundGood() {
        host.on(NEXT, Host.container(Host.NEXT, true))
                .on("env", Host.good("no variable\nTAVUS_API_KEY=a\nTAVUS_API_KEY=" + RotationParts.NEW.reveal()));
        var work = node.work(host, SEEN);
        verification.begin(work);
        verification.end(work);
        assertThat(node.kept("r1").facts().verified()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void withoutEnvInTheImageDockerIsBelieved() {
        var withKey = Host.container(Host.NEXT, true).text().replace("sandbox-unit-old", RotationParts.NEW.reveal());
        host.on("env", Host.bad(127, "")).on(NEXT, Host.good(withKey));
        var work = node.work(host, SEEN);
        verification.begin(work);
        verification.end(work);
        assertThat(node.told("r1")).containsExactly("verify done");
        host.anew(NEXT).on(NEXT, Host.missing());
        var failed = catchThrowableOfType(StepFailed.class, () -> verification.end(work));
        assertThat(failed.problem().detail()).isEqualTo("Inside the container TAVUS_API_KEY is none.");
    }

    @Test
    void afterTheCommitAKnownStartIsEnoughAndAnotherOneHasToRegisterAnew() {
        host.on(NEXT, Host.container(Host.NEXT, true)).on("logs", Host.log("starting"), Host.log(REGISTERED, TROUBLE));
        var known = node.work(host, SEEN.commit().found("2026-01-01T00:00:00Z"));
        verification.begin(known);
        verification.look(known);
        assertThat(known.isWaiting()).isFalse();
        assertThat(host.count("logs")).isZero();
        var other = node.work(known.rotation(), host, SEEN.commit().found("2025-01-01T00:00:00Z"));
        verification.begin(other);
        verification.look(other);
        assertThat(other.isWaiting()).isTrue();
        verification.look(other);
        assertThat(other.isWaiting())
                .as("its jobs' troubles are their affair, and it is not watched")
                .isFalse();
    }

    @Test
    void thatTheNewFileIsInPlaceProvesNothing() {
        host.on(NEXT, Host.container(Host.NEXT, true)).on("logs", Host.log("starting"));
        var work = node.work(host, SEEN.commit());
        verification.begin(work);
        verification.look(work);
        assertThat(work.isWaiting()).isTrue();
    }

    @Test
    void onceFoundGoodARestartSaysNothingAgainstItButItsEndDoes() {
        host.on("logs", Host.log(REGISTERED, TROUBLE));
        host.on(
                NEXT,
                Host.good(Host.container(Host.NEXT, true).text().replace("\"RestartCount\":0", "\"RestartCount\":2")));
        var work = node.work(host, SEEN.found("2025-01-01T00:00:00Z").commit());
        verification.begin(work);
        verification.look(work);
        assertThat(work.isWaiting()).isFalse();
        host.anew(NEXT).on(NEXT, Host.container(Host.NEXT, false)).on("backend", Host.good("\nexit 0\n"));
        var failed = catchThrowableOfType(StepFailed.class, () -> verification.look(work));
        assertThat(failed.problem().detail())
                .isEqualTo("It ended with exit code 0; seen: 2 records as JSON, with 401 of tavus; the last: ERROR"
                        + " \"tavus: status_code=401\" (401 of tavus).");
    }

    @Test
    void aWorkerThatIsWaitedForWellEndsTheTroubleThatThereWas() {
        host.on(NEXT, Host.container(Host.NEXT, true))
                .on(OLD, Host.container(Host.OLD, true))
                .on("logs", Host.log("starting"))
                .on("kill", Host.good(""));
        var verified = troubled();
        verification.begin(verified);
        troubled();
        verification.look(verified);
        assertThat(trouble()).isNull();
        var drained = troubled();
        draining.begin(drained);
        troubled();
        draining.look(drained);
        assertThat(trouble()).isNull();
    }

    @Test
    void howLongTheOldOneWasWaitedForIsTold() {
        host.on(OLD, Host.container(Host.OLD, true), Host.container(Host.OLD, true), Host.container(Host.OLD, false))
                .on("kill", Host.bad(1, "Error response from daemon: No such container: x"));
        var work = node.work(host, SEEN);
        draining.begin(work);
        node.clock().pass(Duration.ofSeconds(7));
        draining.look(work);
        draining.end(work);
        assertThat(node.journal().of("r1").get(0).observed())
                .isEqualTo("the old worker has ended with exit code 0 after 7000 ms");
    }

    @Test
    void oneThatCannotBeToldToFinishFailsTheStep() {
        host.on(OLD, Host.container(Host.OLD, true)).on("kill", Host.bad(1, "Error response from daemon: no"));
        var work = node.work(host, SEEN);
        assertThat(catchThrowableOfType(StepFailed.class, () -> draining.begin(work)))
                .isNotNull();
        assertThat(node.kept("r1").facts().toldAt()).isNull();
    }

    private Work troubled() {
        var rotation = node.rotations().open().orElseGet(() -> node.open("r1"));
        node.rotations().postpone("r1", 0, 5L);
        node.rotations().claim("r1", 120_000);
        return node.work(node.rotations().find(rotation.id()).orElseThrow(), host, SEEN);
    }

    private Long trouble() {
        return node.rotations().find("r1").orElseThrow().troubleSince();
    }
}
