package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Problem;
import dev.understudy.common.Secret;
import dev.understudy.credential.CredentialParts;
import dev.understudy.credential.Keys;
import dev.understudy.host.HostTrouble.ConnectionLost;
import dev.understudy.rotation.RotationSettings.Target;
import dev.understudy.rotation.Setback.HandedOver;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a rotation is taken up, led from host to host, laid aside and closed. */
class RotationRunTest {
    private static final Target TWO = new Target("two", "127.0.0.1", 22, "deploy", "b", "/srv/b/.env", null);
    private static final HostFacts BACK =
            HostFacts.NONE.touch(true).back(Problem.of(422, "step-failed", "A step failed", "It did."));
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final List<Object> published = new ArrayList<>();
    private final RotationRun run = run();

    @Test
    void aNodeWorksOnOneAtATime() {
        node.rotations().open(RotationParts.rotation("r1", RotationParts.NOW));
        node.rotations().ready("r1");
        node.journal().begin("r1", 0, "verify");
        assertThat(run.waiting()).containsExactly("r1");
        assertThat(run.claim("r1")).isNotNull();
        assertThat(node.told("r1")).as("whoever was at it is gone").containsExactly("verify lost");
        assertThat(run.waiting()).isEmpty();
        node.journal().begin("r1", 0, "verify");
        assertThat(run.claim("r1")).as("a nudge that came late").isNull();
        assertThat(node.told("r1")).containsExactly("verify lost", "verify null");
        run.end(null);
        assertThat(run.waiting()).containsExactly("r1");
        assertThat(run.claim("r1")).isNotNull();
    }

    @Test
    void whatCannotBeTakenUpLeavesTheNodeFree() {
        assertThat(run.claim("nothing")).isNull();
        node.open("r1");
        assertThat(run.claim("r1")).isNotNull();
    }

    @Test
    void oneHostAfterTheOtherUntilOneFails() {
        var rotation = node.open("r1");
        node.parts().add(new HostPart("r1", 1, "two", RotationState.RUNNING, HostFacts.NONE));
        assertThat(next(rotation)).isEqualTo("one");
        node.parts().change(new HostPart("r1", 0, "one", RotationState.DONE, HostFacts.NONE));
        assertThat(next(rotation)).isEqualTo("two");
        node.parts().change(new HostPart("r1", 0, "one", RotationState.ROLLED_BACK, HostFacts.NONE));
        assertThat(next(rotation)).isEmpty();
        assertThat(run.isGood(new Run(rotation))).isFalse();
        node.parts().change(new HostPart("r1", 0, "one", RotationState.DONE, HostFacts.NONE));
        node.parts().change(new HostPart("r1", 1, "two", RotationState.DONE, HostFacts.NONE));
        assertThat(next(rotation)).isEmpty();
        assertThat(run.isGood(new Run(rotation))).isTrue();
    }

    @Test
    void aHostThatIsNotConfiguredAnyMoreCallsAPerson() {
        var rotation = node.open("r1");
        node.parts().change(new HostPart("r1", 0, "one", RotationState.DONE, HostFacts.NONE));
        node.parts().add(new HostPart("r1", 1, "gone", RotationState.RUNNING, HostFacts.NONE));
        assertThat(next(rotation)).isEmpty();
        var gone = node.parts().of("r1").get(1);
        assertThat(gone.state()).isEqualTo(RotationState.NEEDS_PERSON);
        assertThat(gone.facts().problem().type()).endsWith(":host-not-configured");
    }

    @ParameterizedTest
    @CsvSource({"0, 500", "900, 500", "6000, 3000", "60000, 10000", "599000, 10000"})
    void theLongerATroubleLastsTheLongerIsWaited(long lasted, long wait) {
        var work = node.work(new Host(), HostFacts.NONE);
        node.rotations().postpone("r1", RotationParts.NOW, lasted == 0 ? null : RotationParts.NOW - lasted);
        node.rotations().claim("r1", 1_000);
        run.later(new Run(work.rotation()), work, new ConnectionLost("cut"));
        assertThat(node.rotations().find("r1").orElseThrow().troubleSince()).isEqualTo(RotationParts.NOW - lasted);
        node.clock().pass(Duration.ofMillis(wait - 1));
        assertThat(node.rotations().due()).isEmpty();
        node.clock().pass(Duration.ofMillis(1));
        assertThat(node.rotations().due()).containsExactly("r1");
        assertThat(node.kept("r1").state()).isEqualTo(RotationState.RUNNING);
    }

    @ParameterizedTest
    @CsvSource({"false, REFUSED, host-unreachable", "true, NEEDS_PERSON, host-away"})
    void afterALongWhileAPersonIsCalledOrNothingWasDone(boolean isTouched, RotationState state, String code) {
        var work = node.work(new Host(), isTouched ? BACK : HostFacts.NONE);
        node.rotations().postpone("r1", RotationParts.NOW, RotationParts.NOW - 600_001);
        node.rotations().claim("r1", 1_000);
        run.later(new Run(work.rotation()), work, new ConnectionLost("cut"));
        assertThat(node.kept("r1").state()).isEqualTo(state);
        assertThat(next(work.rotation())).isEmpty();
        run.close(new Run(work.rotation()));
        var closed = node.rotations().find("r1").orElseThrow();
        assertThat(closed.state()).isEqualTo(state);
        assertThat(closed.problem().type()).endsWith(":" + code);
        assertThat(closed.problem().detail()).startsWith("cut.");
        assertThat(published).containsExactly(new RotationClosed("tavus", state));
    }

    @Test
    void afterALongWhileAHostThatCanGoBackDoesSoFirst() {
        var work = node.work(new Host(), HostFacts.NONE.touch(true));
        node.rotations().postpone("r1", RotationParts.NOW, RotationParts.NOW - 600_001);
        node.rotations().claim("r1", 1_000);
        run.later(new Run(work.rotation()), work, new ConnectionLost("cut"));
        assertThat(node.kept("r1").state()).isEqualTo(RotationState.RUNNING);
        assertThat(node.kept("r1").facts().isBack()).isTrue();
        assertThat(node.rotations().find("r1").orElseThrow().troubleSince())
                .as("with patience anew")
                .isEqualTo(RotationParts.NOW);
    }

    @Test
    void upToItsLimitTheTroubleIsBorne() {
        var work = node.work(new Host(), HostFacts.NONE);
        node.rotations().postpone("r1", RotationParts.NOW, RotationParts.NOW - 600_000);
        node.rotations().claim("r1", 1_000);
        run.later(new Run(work.rotation()), work, new ConnectionLost("cut"));
        assertThat(node.kept("r1").state()).isEqualTo(RotationState.RUNNING);
    }

    @ParameterizedTest
    @CsvSource({"false, REFUSED", "true, RUNNING"})
    void aCommandOfOursThatIsStillAtWorkThereMayWaitForTheOldWorkersJobs(boolean isBusy, RotationState state) {
        var work = node.work(new Host(), HostFacts.NONE);
        node.rotations().postpone("r1", RotationParts.NOW, RotationParts.NOW - 600_001);
        node.rotations().claim("r1", 1_000);
        run.later(new Run(work.rotation()), work, new Unsure("who knows", isBusy));
        assertThat(node.kept("r1").state()).isEqualTo(state);
        node.clock().pass(Duration.ofMinutes(30));
        run.later(new Run(work.rotation()), work, new Unsure("who knows", isBusy));
        assertThat(node.kept("r1").state()).as("but not for ever").isEqualTo(RotationState.REFUSED);
    }

    @Test
    void whatCannotBeDoneHereForLongCallsAPerson() {
        var rotation = node.open("r1");
        node.rotations().postpone("r1", RotationParts.NOW, RotationParts.NOW - 600_001);
        node.rotations().claim("r1", 1_000);
        run.later(new Run(rotation), null, new ConnectionLost("cut"));
        assertThat(node.rotations().find("r1").orElseThrow().problem().type()).endsWith(":rotation-failed");
    }

    @Test
    void theConnectionToAHostIsClosedBeforeTheNextOneAndInTheEnd() {
        var host = new Host();
        var work = node.work(host, HostFacts.NONE);
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty("work", work);
        run.next(new Run(work.rotation()), exchange);
        assertThat(host.closed()).isEqualTo(1);
        work.host(host.connection());
        run.end(work);
        assertThat(host.closed()).isEqualTo(2);
    }

    @Test
    void aFaultOfOursIsToldByItsKindAndTakenUpAgain() {
        var work = node.work(new Host(), HostFacts.NONE);
        run.fault(new Run(work.rotation()), work, new IllegalStateException("sandbox-unit-secret"));
        assertThat(node.rotations().find("r1").orElseThrow().troubleSince()).isEqualTo(RotationParts.NOW);
        node.clock().pass(Duration.ofMillis(500));
        assertThat(node.rotations().due()).containsExactly("r1");
    }

    @Test
    void aNodeThatStopsLeavesItToTheNextAtOnce() {
        var work = node.work(new Host(), HostFacts.NONE);
        var other = RotationParts.of(
                "node2", dev.understudy.fixtures.BothDatabases.Shared.open(Dialect.SQLITE), node.clock());
        run.handedOver(new Run(work.rotation()), new HandedOver("this node is stopping"));
        node.clock().pass(Duration.ofMillis(1));
        assertThat(other.rotations().due()).containsExactly("r1");
        assertThat(node.rotations().find("r1").orElseThrow().troubleSince()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"RUNNING, REFUSED", "DONE, NEEDS_PERSON"})
    void aKeyThatCannotBecomeOursIsRefusedUnlessAHostHasIt(RotationState host, RotationState whole) {
        var rotation = node.open("r1");
        node.parts().change(new HostPart("r1", 0, "one", host, HostFacts.NONE));
        run.notPromoted(new Run(rotation), new StepFailed("key-lost", "Lost", "It is not here."));
        assertThat(node.rotations().find("r1").orElseThrow().state()).isEqualTo(whole);
    }

    private String next(Rotation rotation) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        run.next(new Run(rotation), exchange);
        var work = exchange.getProperty("work", Work.class);
        return work == null ? "" : work.label();
    }

    private RotationRun run() {
        Keys keys = CredentialParts.staged(Optional.<Secret>empty());
        var settings = RotationParts.settings(null, RotationParts.TARGET, TWO);
        var closing = new Closing(
                node.rotations(), node.parts(), node.steps(), keys, node.deeds(), published::add, node.clock());
        return new RotationRun(
                node.rotations(), node.parts(), node.journal(), closing, node.steps(), settings, node.clock());
    }
}
