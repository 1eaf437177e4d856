package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Node;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.session.SignsOfLife.Seat;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reports that come to several nodes, the same on both databases. */
class VouchingTest {
    private static final Duration LATE = Duration.ofMillis(2_500);

    /** A node, what it knows, and how it tells that it is there. */
    private record OneNode(Vouching vouching, LiveNodes nodes) {
        static OneNode of(Stores stores, String name) {
            var settings = new AliveSettings(null, LATE);
            var nodes = new LiveNodes(stores.leases(), new Node(name), LiveKitParts.budget("none", stores.clock()));
            var shared = new SharedSigns(stores.db(), new ObjectMapper());
            var signs = new SignsOfLife(settings, stores.clock());
            return new OneNode(new Vouching(signs, shared, nodes, settings, stores.clock()), nodes);
        }

        void report(String... agents) {
            vouching.report(
                    "w1", Stream.of(agents).map(agent -> new Seat("r", agent)).collect(Collectors.toSet()));
        }

        boolean vouchesFor(String agent) {
            vouching.learn();
            return vouching.isFor(new Watched("r", "worker", agent, 0, true, null));
        }

        Set<String> doubted() {
            return vouching.doubted().stream().map(Seat::agent).collect(Collectors.toSet());
        }
    }

    @BothDatabases
    void oneNodeAloneWritesNothing(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var one = OneNode.of(stores, "node1");
        one.nodes().here();
        one.report("a");
        assertThat(one.vouchesFor("a")).isTrue();
        assertThat(rows(stores.db())).isZero();
    }

    @BothDatabases
    void whatOneNodeHearsTheOtherKnows(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var one = OneNode.of(stores, "node1");
        var two = second(stores, dialect, one);
        two.report("a", "b");
        assertThat(one.vouchesFor("a")).isTrue();
        two.report("b");
        assertThat(two.doubted()).containsExactly("a");
        assertThat(one.vouchesFor("a")).isTrue(); // a report of the same instant is no newer one
        stores.clock().pass(Duration.ofSeconds(1));
        two.report("b");
        assertThat(one.vouchesFor("a")).isFalse();
        assertThat(one.doubted()).containsExactly("a");
        assertThat(rows(stores.db())).isEqualTo(1);
    }

    @BothDatabases
    void aWorkerWhoseReportsReachNowThisNowThatNodeIsNeverLate(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var one = OneNode.of(stores, "node1");
        var two = second(stores, dialect, one);
        for (var round = 0; round < 4; round++) {
            (round % 2 == 0 ? one : two).report("a", "b");
            stores.clock().pass(Duration.ofSeconds(2));
            assertThat(one.vouchesFor("b")).isTrue();
            assertThat(one.doubted()).isEmpty();
            assertThat(two.doubted()).isEmpty();
        }
        one.report("b");
        assertThat(one.doubted()).as("the other node heard of it last").containsExactly("a");
        stores.clock().pass(LATE.plusMillis(1));
        assertThat(one.doubted()).containsExactly("b");
        assertThat(two.doubted()).contains("b");
    }

    @BothDatabases
    void whereTheDatabaseDoesNotAnswerEachGoesByWhatItGot(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var one = OneNode.of(stores, "node1");
        var two = second(stores, dialect, one);
        stores.db().sql("alter table alive_report rename to away").update();
        try {
            two.report("a");
            assertThat(two.vouchesFor("a")).isTrue();
            assertThat(one.vouchesFor("a")).isFalse();
            stores.clock().pass(LATE.plusMillis(1));
            assertThat(two.doubted()).containsExactly("a");
        } finally {
            stores.db().sql("alter table away rename to alive_report").update();
        }
    }

    @BothDatabases
    void reportsOfWorkersThatAreNoMoreAreForgotten(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var one = OneNode.of(stores, "node1");
        second(stores, dialect, one);
        one.report("a");
        stores.clock().pass(Duration.ofMinutes(2));
        one.vouching().report("w2", Set.of());
        assertThat(rows(stores.db())).isEqualTo(1);
    }

    private static OneNode second(Stores stores, Dialect dialect, OneNode one) {
        var two = OneNode.of(ClaimsTest.node(stores, dialect, "node2"), "node2");
        two.nodes().here();
        one.nodes().here();
        two.nodes().here();
        return two;
    }

    private static int rows(JdbcClient db) {
        return db.sql("select count(*) from alive_report").query(Integer.class).single();
    }
}
