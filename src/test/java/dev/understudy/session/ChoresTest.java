package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.AtOnce;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What is still to be done, the same on both databases. */
class ChoresTest {
    private static final Duration LEASE = Duration.ofMillis(15_001);

    @BothDatabases
    void aNewChoreBelongsToItsWriterUntilItsLeaseEnds(Dialect dialect) {
        var stores = Stores.empty(dialect);
        stores.chores().add(List.of(chore("c1")));
        assertThat(stores.chores().claimDue(10)).isEmpty();
        stores.clock().pass(LEASE);
        assertThat(stores.chores().claimDue(10)).containsExactly(chore("c1"));
        assertThat(stores.chores().claimDue(10)).isEmpty();
    }

    @BothDatabases
    void whatIsDoneIsForgotten(Dialect dialect) {
        var stores = Stores.empty(dialect);
        stores.chores().add(List.of(chore("c1"), chore("c2")));
        stores.chores().done(chore("c1"));
        stores.chores().done(chore("c1"));
        assertThat(stores.chores().count()).isOne();
    }

    @BothDatabases
    void whatFailedComesAgainAtItsTimeWithItsTriesCounted(Dialect dialect) {
        var stores = Stores.empty(dialect);
        stores.chores().add(List.of(chore("c1")));
        stores.chores().again(chore("c1"), Times.NOW + 500);
        assertThat(stores.chores().claimDue(10)).isEmpty();
        stores.clock().pass(Duration.ofMillis(500));
        assertThat(stores.chores().claimDue(10)).extracting(Chore::tries).containsExactly(1);
    }

    @BothDatabases
    void afterACrashTheOnlyNodeTakesThemUpAtOnce(Dialect dialect) {
        var stores = Stores.empty(dialect);
        stores.chores().add(List.of(chore("c1")));
        stores.chores().release();
        assertThat(stores.chores().claimDue(10)).hasSize(1);
    }

    @BothDatabases
    void fourNodesDoEachOnce(Dialect dialect) {
        var stores = Stores.empty(dialect);
        stores.chores()
                .add(IntStream.range(0, 100).mapToObj(i -> chore("c" + i)).toList());
        stores.clock().pass(LEASE);
        var claimed = AtOnce.run(4, number -> {
            var node = ClaimsTest.node(stores, dialect, "node" + number);
            return IntStream.range(0, 40)
                    .mapToObj(i -> node.chores().claimDue(5))
                    .flatMap(List::stream)
                    .map(Chore::id)
                    .toList();
        });
        assertThat(claimed.stream().flatMap(List::stream)).hasSize(100).doesNotHaveDuplicates();
    }

    private static Chore chore(String id) {
        return new Chore(id, "s1", "demo", Chore.Kind.END_CONVERSATION, "1 c1", 0, Times.NOW);
    }
}
