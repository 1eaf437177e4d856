package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Node;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.store.Dialect;
import java.time.Duration;

/** The nodes share what LiveKit takes, the same on both databases. */
class LiveNodesTest {
    @BothDatabases
    void eachHasItsPartAndOneThatIsGoneLeavesItsOwnToTheOthers(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var budget = LiveKitParts.budget("800", stores.clock());
        var one = new LiveNodes(stores.leases(), new Node("node1"), budget);
        var two = new LiveNodes(
                ClaimsTest.node(stores, dialect, "node2").leases(),
                new Node("node2"),
                LiveKitParts.budget("800", stores.clock()));
        one.here();
        assertThat(budget.limit()).contains(800);
        two.here();
        one.here();
        assertThat(budget.limit()).contains(400);
        stores.clock().pass(Duration.ofSeconds(21));
        one.here();
        assertThat(budget.limit()).contains(800);
    }
}
