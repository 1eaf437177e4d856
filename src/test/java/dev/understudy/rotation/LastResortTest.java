package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.host.HostTrouble;
import dev.understudy.store.Dialect;
import org.junit.jupiter.api.Test;

/** Before a person is called, one of both workers is started, if none runs: which one, and what that must not do. */
class LastResortTest {
    private static final HostFacts BEFORE = HostFacts.seen(
                    "blue-green",
                    "it can",
                    new HostFacts.Old(Host.OLD, true, "backend", "always"),
                    new HostFacts.Shas("a", "b"))
            .made(Host.NEXT);
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host().on("start", Host.good(""));
    private final LastResort lastResort = new LastResort(RotationParts.containers());

    @Test
    void untilTheNewFileIsInPlaceTheOldWorkerIsStarted() {
        stands(Host.OLD, false);
        stands(Host.NEXT, false);
        keep(BEFORE);
        started(Host.OLD);
    }

    @Test
    void fromThenOnTheNewOne() {
        stands(Host.OLD, false);
        stands(Host.NEXT, false);
        keep(BEFORE.commit());
        started(Host.NEXT);
    }

    @Test
    void theOtherOneIsBetterThanNone() {
        host.on("inspect " + Host.OLD, Host.missing());
        stands(Host.NEXT, false);
        keep(BEFORE);
        started(Host.NEXT);
    }

    @Test
    void soItIsTheOtherWayRound() {
        stands(Host.OLD, false);
        host.on("inspect " + Host.NEXT, Host.missing());
        keep(BEFORE.commit());
        started(Host.OLD);
    }

    @Test
    void whereOneRunsNoneIsStarted() {
        stands(Host.OLD, false);
        stands(Host.NEXT, true);
        keep(BEFORE);
        host.anew("inspect " + Host.OLD).anew("inspect " + Host.NEXT);
        stands(Host.OLD, true);
        stands(Host.NEXT, false);
        keep(BEFORE.commit());
        assertThat(host.count("start")).isZero();
    }

    @Test
    void whatCannotBeDoneIsNoFurtherTrouble() {
        host.on("inspect " + Host.OLD, new HostTrouble.ConnectionLost("gone"));
        keep(BEFORE);
        keep(HostFacts.NONE);
        assertThat(host.count("start")).isZero();
    }

    private void stands(String id, boolean isRunning) {
        host.on("inspect " + id, Host.container(id, isRunning));
    }

    private void keep(HostFacts facts) {
        var work = node.work(node.rotations().find("r1").orElseGet(() -> node.open("r1")), host, facts);
        lastResort.keepOneRunning(work);
    }

    private void started(String id) {
        assertThat(host.count("start")).isEqualTo(1);
        assertThat(host.count("start " + id)).isEqualTo(1);
    }
}
