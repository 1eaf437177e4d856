package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Problem;
import dev.understudy.fixtures.AtOnce;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.Collections;

/** Which rotation is open, and whose it is, the same on both databases. */
class RotationsTest {
    private static final long LEASE = 60_000;

    @BothDatabases
    void oneAtMostIsOpen(Dialect dialect) {
        var node = RotationParts.empty(dialect);
        var opened =
                AtOnce.run(4, number -> node.rotations().open(RotationParts.rotation("r" + number, RotationParts.NOW)));
        assertThat(Collections.frequency(opened, true)).isEqualTo(1);
        var open = node.rotations().open().orElseThrow();
        assertThat(open).isEqualTo(RotationParts.rotation(open.id(), RotationParts.NOW));
        assertThat(node.rotations().close(open.id(), RotationState.DONE, null))
                .as("it is nobody's yet")
                .isFalse();
        node.closeOne(open.id());
        assertThat(node.rotations().open()).isEmpty();
        assertThat(node.rotations().open(RotationParts.rotation("later", RotationParts.NOW)))
                .isTrue();
    }

    @BothDatabases
    void itIsDueWhenItsKeyIsKeptOrWhenThatNeverComes(Dialect dialect) {
        var node = RotationParts.empty(dialect);
        node.rotations().open(RotationParts.rotation("r1", RotationParts.NOW));
        assertThat(node.rotations().due()).isEmpty();
        assertThat(node.rotations().claim("r1", LEASE)).isFalse();
        node.clock().pass(Duration.ofSeconds(10));
        assertThat(node.rotations().due()).containsExactly("r1");
        node.rotations().discard("r1");
        assertThat(node.rotations().find("r1")).isEmpty();
        node.rotations().open(RotationParts.rotation("r2", RotationParts.NOW));
        node.rotations().ready("r2");
        assertThat(node.rotations().due()).containsExactly("r2");
    }

    @BothDatabases
    void itIsOneNodesUntilItsLeaseIsOver(Dialect dialect) {
        var one = RotationParts.empty(dialect);
        var two = RotationParts.of("node2", BothDatabases.Shared.open(dialect), one.clock());
        one.open("r1");
        one.rotations().renew("r1", LEASE);
        assertThat(two.rotations().due()).isEmpty();
        assertThat(two.rotations().claim("r1", LEASE)).isFalse();
        assertThat(two.rotations().renew("r1", LEASE)).isFalse();
        assertThat(one.rotations().due()).as("its own, after a restart").containsExactly("r1");
        one.clock().pass(Duration.ofMillis(LEASE));
        assertThat(two.rotations().claim("r1", LEASE)).isFalse();
        one.clock().pass(Duration.ofMillis(1));
        assertThat(two.rotations().due()).containsExactly("r1");
        assertThat(two.rotations().claim("r1", LEASE)).isTrue();
        assertThat(one.rotations().renew("r1", LEASE)).as("it was taken over").isFalse();
        one.rotations().postpone("r1", 0, null);
        assertThat(one.rotations().claim("r1", LEASE)).isFalse();
    }

    @BothDatabases
    void ofTwoThatClaimItAtOnceOneHasIt(Dialect dialect) {
        var one = RotationParts.empty(dialect);
        var two = RotationParts.of("node2", BothDatabases.Shared.open(dialect), one.clock());
        one.rotations().open(RotationParts.rotation("r1", RotationParts.NOW));
        one.rotations().ready("r1");
        var claimed =
                AtOnce.run(2, number -> (number == 0 ? one : two).rotations().claim("r1", LEASE));
        assertThat(claimed).containsExactlyInAnyOrder(true, false);
    }

    @BothDatabases
    void laidAsideItIsAnybodysWhenItIsDueAgain(Dialect dialect) {
        var one = RotationParts.empty(dialect);
        var two = RotationParts.of("node2", BothDatabases.Shared.open(dialect), one.clock());
        one.open("r1");
        one.rotations().postpone("r1", RotationParts.NOW + 5_000, RotationParts.NOW - 1);
        assertThat(one.rotations().find("r1").orElseThrow().troubleSince()).isEqualTo(RotationParts.NOW - 1);
        assertThat(one.rotations().claim("r1", LEASE)).isFalse();
        assertThat(two.rotations().due()).isEmpty();
        one.clock().pass(Duration.ofSeconds(5));
        assertThat(two.rotations().claim("r1", LEASE)).isTrue();
        two.rotations().well("r1");
        assertThat(one.rotations().find("r1").orElseThrow().troubleSince()).isNull();
    }

    @BothDatabases
    void whatIsClosedStaysAsItIs(Dialect dialect) {
        var node = RotationParts.empty(dialect);
        var problem = Problem.of(422, "x", "X", "Because.").at("key").about("/y");
        node.open("r1");
        node.clock().pass(Duration.ofSeconds(3));
        node.rotations().close("r1", RotationState.ROLLED_BACK, problem);
        node.rotations().close("r1", RotationState.DONE, null);
        var closed = node.rotations().find("r1").orElseThrow();
        assertThat(closed.state()).isEqualTo(RotationState.ROLLED_BACK);
        assertThat(closed.problem()).isEqualTo(problem);
        assertThat(closed.finishedAt()).isEqualTo(RotationParts.NOW + 3_000);
        assertThat(node.rotations().renew("r1", LEASE)).isFalse();
        assertThat(node.rotations().claim("r1", LEASE)).isFalse();
        assertThat(node.rotations().due()).isEmpty();
        assertThat(node.rotations().count(RotationState.ROLLED_BACK)).isEqualTo(1);
        assertThat(node.rotations().count(RotationState.RUNNING)).isZero();
    }

    @BothDatabases
    void theNewestComesFirst(Dialect dialect) {
        var node = RotationParts.empty(dialect);
        for (var number = 0; number < 3; number++) {
            node.rotations().open(RotationParts.rotation("r" + number, RotationParts.NOW + number));
            node.closeOne("r" + number);
        }
        assertThat(node.rotations().newest(2)).extracting(Rotation::id).containsExactly("r2", "r1");
    }
}
