package dev.understudy.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.credential.CredentialParts;
import dev.understudy.credential.Provider;
import dev.understudy.host.HostTrouble;
import dev.understudy.rotation.HostPlan.Change;
import dev.understudy.rotation.HostPlan.Touched;
import dev.understudy.rotation.RotationRequests.Asked;
import dev.understudy.store.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** What a rotation would do: looked at with a key that nobody keeps, and nothing is written. */
class PlansTest {
    private static final Asked ASKED = new Asked(Provider.TAVUS, "to see", "the operator", RotationParts.NOW);
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host();
    private final Exchange exchange = Desk.exchange();

    @Test
    void aHostIsLookedAtWithTheKeyThatIsTried() {
        well();
        var plan = planned();
        assertThat(plan.problem()).isNull();
        assertThat(plan.strategy()).isEqualTo("overlap");
        assertThat(plan.containers()).containsExactly(new Touched("avatar-backend", Host.OLD.substring(0, 12)));
        assertThat(plan.differences())
                .extracting(Change::name, Change::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("TAVUS_API_KEY", "rotated"),
                        org.assertj.core.groups.Tuple.tuple("A", "left-out"));
        assertThat(plan.steps()).startsWith("reach", "look", "lock").endsWith("stand");
        assertThat(plan.toString()).doesNotContain("sandbox-unit");
    }

    @Test
    void nothingIsLockedOrWrittenWhetherARotationIsOpenOrNot() {
        well();
        node.open("r1");
        planned();
        assertThat(node.told("r1")).isEmpty();
        assertThat(node.rotations().newest(9)).hasSize(1);
        for (var word : List.of("LOCK", "SNAPSHOT", "UPLOAD", "DOCKER"))
            assertThat(host.count(word)).isZero();
    }

    @Test
    void whatWouldBeRefusedIsAPartOfThePlan() {
        host.on("LOOK", Host.good("env=1\nwritable=yes\nlock=r0\n"));
        well();
        var plans = plans();
        begin(plans);
        var problem =
                plans.refused(work(), failure(() -> plans.look(work(), ASKED))).problem();
        assertThat(problem.code()).isEqualTo("host-locked");
        assertThat(problem.detail()).startsWith("one: ");
        var away = plans.refused(work(), new HostTrouble.Unreachable("nobody")).problem();
        assertThat(away.code()).isEqualTo("host-unreachable");
        plans.hangUp(work());
        assertThat(host.closed()).isEqualTo(1);
    }

    @Test
    void aHostThatTakesTooLongIsNotWaitedFor() {
        well();
        var plans = plans();
        begin(plans);
        node.clock().pass(VisitTime.LIMIT);
        var problem =
                plans.refused(work(), failure(() -> plans.look(work(), ASKED))).problem();
        assertThat(problem.code()).isEqualTo("host-not-seen");
        assertThat(problem.detail()).contains("longer than 30 s");
    }

    @Test
    void theWholeSaysWhichRotationIsOpenAndIsOnRecord() {
        var whole = new WholePlan(node.rotations(), node.deeds(), node.settings());
        assertThat(whole.hosts()).containsExactly(RotationParts.TARGET);
        well();
        node.open("r1");
        var reply = whole.answer(List.of(planned()), ASKED, RotationParts.NEW);
        assertThat(reply.status()).isEqualTo(200);
        var view = (WholePlan.View) ((Map<?, ?>) reply.body()).get("plan");
        assertThat(view.open()).isEqualTo("r1");
        assertThat(view.fingerprint()).isEqualTo(RotationParts.NEW.fingerprint());
        assertThat(view.hosts()).hasSize(1);
    }

    private HostPlan planned() {
        var plans = plans();
        begin(plans);
        return plans.look(work(), ASKED);
    }

    private void begin(Plans plans) {
        plans.begin(RotationParts.TARGET, ASKED, RotationParts.NEW, exchange);
        plans.reach(work());
    }

    private Work work() {
        return exchange.getProperty("work", Work.class);
    }

    private static Exception failure(Runnable call) {
        return org.assertj.core.api.Assertions.catchException(call::run);
    }

    private void well() {
        var env = "A=1\nTAVUS_API_KEY=sandbox-unit-old\n";
        host.on("version {{range", Host.good("Engine containerd runc docker-init \n"))
                .on("version", Host.good("28.0.0\n"))
                .on("dependents", Host.good(""))
                .on(
                        "LOOK",
                        Host.good("env=" + dev.understudy.host.Sha256.hex(env.getBytes(UTF_8)) + "\nwritable=yes\n"))
                .on("READ", Host.good(env))
                .on("image inspect", Host.good("[{\"Id\":\"sha256:x\",\"Config\":{}}]"))
                .on("container inspect", Host.container(Host.OLD, true))
                .on("backendlog", Host.good(LookingTest.REGISTERED));
    }

    private Plans plans() {
        var keys = CredentialParts.staged(Optional.empty());
        var looking = node.looking(new NewEnvFile(keys, node.settings()));
        return new Plans(
                address -> host.connection(),
                looking,
                node.dependents(new NewEnvFile(keys, node.settings()), false),
                node.settings(),
                node.clock());
    }
}
