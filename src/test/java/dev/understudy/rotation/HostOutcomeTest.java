package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.rotation.Setback.PersonNeeded;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import dev.understudy.store.Dialect;
import org.junit.jupiter.api.Test;

/** What a host's part comes to, and whether there is a way back from where it failed. */
class HostOutcomeTest {
    private static final StepFailed FAILED = new StepFailed("no-such-image", "The image is gone", "Pull it.");
    private static final HostFacts SEEN = HostFacts.seen(
            "blue-green",
            "it can",
            new HostFacts.Old(Host.OLD, true, "backend", "always"),
            new HostFacts.Shas("a", "b"));
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host();
    private final HostOutcome outcome = new HostOutcome(node.steps(), new LastResort(RotationParts.containers()));

    @Test
    void itIsDone() {
        outcome.done(node.work(host, SEEN));
        assertThat(host.closed()).as("nobody needs the connection any more").isEqualTo(1);
        assertThat(node.kept("r1").state()).isEqualTo(RotationState.DONE);
    }

    @Test
    void anUntouchedHostIsLeftAlone() {
        var work = node.work(host, SEEN);
        outcome.failed(work, new IllegalStateException(FAILED));
        assertThat(host.closed()).isEqualTo(1);
        assertThat(node.kept("r1").state()).isEqualTo(RotationState.REFUSED);
        var problem = node.kept("r1").facts().problem();
        assertThat(problem.type()).endsWith(":no-such-image");
        assertThat(problem.detail()).isEqualTo("one: Pull it.");
        assertThat(outcome.isToGoBack(work)).isFalse();
    }

    @Test
    void aTouchedOneGoesBack() {
        var work = node.work(host, SEEN.touch(true));
        assertThat(outcome.isToGoBack(work)).isFalse();
        outcome.failed(work, FAILED);
        assertThat(node.kept("r1").state()).isEqualTo(RotationState.RUNNING);
        assertThat(outcome.isToGoBack(work)).isTrue();
        assertThat(host.closed()).as("it is needed on the way").isZero();
        outcome.back(work);
        assertThat(host.closed()).isEqualTo(1);
        assertThat(node.kept("r1").state()).isEqualTo(RotationState.ROLLED_BACK);
        assertThat(outcome.isToGoBack(work)).isFalse();
    }

    @Test
    void onceTheOldWorkerWasToldThereIsOnlyTheWayOn() {
        var work = node.work(host, SEEN.touch(true).found("then").commit().told(1));
        assertThat(catchThrowableOfType(Unsure.class, () -> outcome.failed(work, FAILED)))
                .isNotNull();
        assertThat(node.kept("r1").facts().isBack()).isFalse();
    }

    @Test
    void whereItIsStuckAWorkerIsStartedAndAPersonIsCalledWithBothReasons() {
        host.on("inspect " + Host.OLD, Host.container(Host.OLD, false)).on("start", Host.good(""));
        var work = node.work(host, SEEN.touch(true));
        outcome.failed(work, FAILED);
        outcome.stuck(work, new PersonNeeded("env-file-lost", "The old env file is gone", "Its copy is not there."));
        assertThat(host.count("start " + Host.OLD)).isEqualTo(1);
        assertThat(host.closed()).isEqualTo(1);
        assertThat(node.kept("r1").state()).isEqualTo(RotationState.NEEDS_PERSON);
        var problem = node.kept("r1").facts().problem();
        assertThat(problem.type()).endsWith(":env-file-lost");
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.detail())
                .isEqualTo("one: Its copy is not there. It was on its way back because: The image is gone."
                        + " one: Pull it.");
    }

    @Test
    void aFailureThatNobodyThoughtOfIsOneToo() {
        var work = node.work(host, HostFacts.NONE);
        outcome.stuck(work, new IllegalStateException("odd"));
        var problem = node.kept("r1").facts().problem();
        assertThat(problem.type()).endsWith(":step-failed");
        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.detail()).startsWith("one: ").doesNotContain("on its way back");
    }
}
