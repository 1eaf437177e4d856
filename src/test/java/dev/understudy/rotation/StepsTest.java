package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.rotation.Setback.HandedOver;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A step is done only while the rotation is ours, and what takes long holds it; a good look ends the trouble that there was. */
class StepsTest {
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Work work = node.work(new Host(), HostFacts.NONE);

    @Test
    void aNodeThatStopsBeginsNothingMoreAndBreaksOffWhatItIsAt() {
        var line = node.steps().begin(work, "verify");
        node.steps().stop();
        assertThat(catchThrowableOfType(
                        HandedOver.class, () -> node.steps().during(work, "verify", line, () -> "seen")))
                .hasMessage("this node is stopping");
        assertThat(catchThrowableOfType(HandedOver.class, () -> node.steps().begin(work, "drain")))
                .isNotNull();
        assertThat(node.told("r1")).containsExactly("verify lost");
    }

    @Test
    void whatAnotherNodeHasTakenOverIsNotTouchedHere() {
        node.clock().pass(Duration.ofMinutes(5));
        assertThat(another().rotations().claim("r1", 1_000)).isTrue();
        assertThat(catchThrowableOfType(
                        HandedOver.class, () -> node.steps().remember(work, HostFacts.NONE.touch(true))))
                .isNotNull();
        assertThat(node.kept("r1").facts()).isEqualTo(HostFacts.NONE);
        assertThat(catchThrowableOfType(HandedOver.class, () -> node.steps().settle(work, RotationState.DONE)))
                .isNotNull();
        assertThat(node.kept("r1").state()).isEqualTo(RotationState.RUNNING);
    }

    @Test
    void aGoodLookEndsTheTroubleOnceForEachTimeThatItIsTakenUp() {
        var troubled = troubled();
        node.steps().goesOn(troubled);
        assertThat(trouble()).isNull();
        node.rotations().postpone("r1", 0, 5L);
        node.steps().goesOn(troubled);
        assertThat(trouble()).isEqualTo(5);
        node.steps().goesOn(work);
        assertThat(trouble()).as("there was none when it was taken up").isEqualTo(5);
    }

    @Test
    void whatTakesLongerThanTheLeaseHoldsTheRotationMeanwhile() {
        var brief = new RotationSettings(
                node.settings().hosts(),
                node.settings().variables(),
                null,
                true,
                null,
                node.settings().publishedPorts(),
                node.settings().env(),
                node.settings().verifyDeadline(),
                node.settings().watch(),
                node.settings().drain(),
                node.settings().poll(),
                node.settings().patience(),
                Duration.ofMillis(8),
                node.settings().lookInterval());
        var renewed = new CountDownLatch(2);
        var rotations = new Rotations(null, RotationParts.JSON, null, node.clock()) {
            @Override
            public boolean renew(String id, long forMs) {
                assertThat(id + " " + forMs).isEqualTo("r1 8");
                renewed.countDown();
                return true;
            }
        };
        var steps = new Steps(node.journal(), rotations, node.parts(), brief);
        assertThat(steps.holding(work, () -> await(renewed))).isTrue();
        steps.destroy();
    }

    @Test
    void howAHostsPartEndedAndWhatIsKnownOfItIsRemembered() {
        node.steps().remember(work, HostFacts.NONE.touch(true));
        assertThat(work.facts().touched()).isTrue();
        node.steps().settle(work, RotationState.DONE);
        assertThat(node.kept("r1")).isEqualTo(work.part());
        assertThat(work.part().state()).isEqualTo(RotationState.DONE);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Work troubled() {
        node.rotations().postpone("r1", 0, 5L);
        node.rotations().claim("r1", 120_000);
        return new Work(node.rotations().find("r1").orElseThrow(), RotationParts.TARGET, work.part(), node.steps());
    }

    private Long trouble() {
        return node.rotations().find("r1").orElseThrow().troubleSince();
    }

    private RotationParts another() {
        return RotationParts.of(
                "node2", dev.understudy.fixtures.BothDatabases.Shared.open(Dialect.SQLITE), node.clock());
    }
}
