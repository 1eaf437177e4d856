package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.AtOnce;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.store.Dialect;
import java.time.Duration;

/** Timers that run once for all nodes, the same on both databases. */
class TaskLeasesTest {
    @BothDatabases
    void whoHasItKeepsItAndTheOthersWait(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var other = ClaimsTest.node(stores, dialect, "node2");
        assertThat(stores.leases().take("reconcile", 1_000)).isTrue();
        assertThat(other.leases().take("reconcile", 1_000)).isFalse();
        assertThat(other.leases().take("heartbeat", 1_000)).isTrue();
        stores.clock().pass(Duration.ofMillis(900));
        assertThat(stores.leases().take("reconcile", 1_000)).isTrue();
        stores.clock().pass(Duration.ofMillis(900));
        assertThat(other.leases().take("reconcile", 1_000)).isFalse();
    }

    @BothDatabases
    void whoDoesNotRenewItLosesIt(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var other = ClaimsTest.node(stores, dialect, "node2");
        stores.leases().take("reconcile", 1_000);
        stores.clock().pass(Duration.ofMillis(1_001));
        assertThat(other.leases().take("reconcile", 1_000)).isTrue();
        assertThat(stores.leases().take("reconcile", 1_000)).isFalse();
    }

    @BothDatabases
    void ofTenNodesAtOnceOneGetsIt(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var got = AtOnce.run(10, number -> ClaimsTest.node(stores, dialect, "node" + number)
                .leases()
                .take("reconcile", 60_000));
        assertThat(got).containsOnlyOnce(true);
    }
}
