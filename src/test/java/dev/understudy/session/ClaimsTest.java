package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.AtOnce;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opening and claiming under contention, the same on both databases: nobody gets what another has. */
class ClaimsTest {
    private static final long LEASE_MS = 30_000;

    @BothDatabases
    void ofTwentyThreadsOneOpensTheRoom(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var opened = AtOnce.run(20, number -> tryOpen(stores, "s" + number));
        assertThat(opened).containsOnlyOnce(true);
        assertThat(stores.sessions().countByState()).containsOnly(java.util.Map.entry("REQUESTED", 1L));
        assertThat(stores.db()
                        .sql("select count(*) from session_event")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @BothDatabases
    void ofTwentyWhoAskThroughOpeningAllGetTheSameSession(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var opening = new Opening(stores.sessions(), stores.writes(), Times.settings(), event -> {}, stores.clock());
        var plan = new Plan(Times.AGENT, Plan.AvatarBy.UNDERSTUDY, null, null);
        var found = AtOnce.run(20, number -> opening.open("demo", plan, "asked for"));
        assertThat(found.stream().map(o -> o.session().id()).distinct()).hasSize(1);
        assertThat(found.stream().filter(Opening.Opened::fresh)).hasSize(1);
    }

    @BothDatabases
    void afterOneIsOverTheRoomMayHaveAnother(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var first = stores.open("s1", "demo");
        assertThat(tryOpen(stores, "s2")).isFalse();
        stores.put(Stores.in(first, SessionState.FAILED));
        assertThat(tryOpen(stores, "s2")).isTrue();
    }

    @BothDatabases
    void fourNodesClaimEverythingOnceAndNothingTwice(Dialect dialect) {
        var stores = Stores.empty(dialect);
        for (var i = 0; i < 200; i++) stores.open("s" + i, "room" + i);
        var claimed = AtOnce.run(4, number -> claimAll(node(stores, dialect, "claimer" + number)));
        assertThat(claimed.stream().flatMap(List::stream)).hasSize(200).doesNotHaveDuplicates();
    }

    @BothDatabases
    void whatIsLeasedIsNobodyElsesUntilTheLeaseEnds(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var other = node(stores, dialect, "node2");
        stores.open("s1", "demo");
        assertThat(stores.sessions().claimDue(10, LEASE_MS)).containsExactly("demo");
        assertThat(other.sessions().claimDue(10, LEASE_MS)).isEmpty();
        assertThat(stores.sessions().claimDue(10, LEASE_MS)).containsExactly("demo");
        stores.clock().pass(Duration.ofMillis(LEASE_MS + 1));
        assertThat(other.sessions().claimDue(10, LEASE_MS)).containsExactly("demo");
    }

    @BothDatabases
    void whatIsDueFirstIsClaimedFirstAndWhatIsNotDueNotAtAll(Dialect dialect) {
        var stores = Stores.empty(dialect);
        stores.put(due(stores.open("s1", "late"), Times.NOW - 1));
        stores.put(due(stores.open("s2", "later"), Times.NOW + 1));
        stores.put(due(stores.open("s3", "never"), null));
        stores.put(due(stores.open("s4", "first"), Times.NOW - 9));
        assertThat(stores.sessions().claimDue(1, LEASE_MS)).containsExactly("first");
        assertThat(node(stores, dialect, "node2").sessions().claimDue(10, LEASE_MS))
                .containsExactly("late");
    }

    @BothDatabases
    void whatIsPutOffIsFreeAndDueThen(Dialect dialect) {
        var stores = Stores.empty(dialect);
        stores.open("s1", "demo");
        stores.sessions().claimDue(1, LEASE_MS);
        var session = stores.sessions().find("s1").orElseThrow();
        stores.sessions().postpone(session, Times.NOW + 1_000);
        var other = node(stores, dialect, "node2");
        assertThat(other.sessions().claimDue(1, LEASE_MS)).isEmpty();
        stores.clock().pass(Duration.ofSeconds(1));
        assertThat(other.sessions().claimDue(1, LEASE_MS)).containsExactly("demo");
    }

    @BothDatabases
    void whatAnotherIsAtIsNotPutOff(Dialect dialect) {
        var stores = Stores.empty(dialect);
        stores.open("s1", "demo");
        stores.sessions().claimDue(1, LEASE_MS);
        var other = node(stores, dialect, "node2").sessions();
        other.postpone(other.find("s1").orElseThrow(), Times.NOW - 1);
        assertThat(other.claimDue(1, LEASE_MS)).isEmpty();
    }

    @BothDatabases
    void whoIsAtASessionFindsItDueWhenAnotherHastensIt(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var session = due(stores.open("s1", "demo"), Times.NOW + 20_000);
        stores.writes().write(change(session), Times.NOW + LEASE_MS, List.of());
        var other = node(stores, dialect, "node2").sessions();
        assertThat(stores.sessions().claimDue(1, LEASE_MS)).isEmpty();
        other.hasten(other.find("s1").orElseThrow());
        assertThat(other.claimDue(1, LEASE_MS)).isEmpty();
        assertThat(stores.sessions().claimDue(1, LEASE_MS)).containsExactly("demo");
    }

    @BothDatabases
    void anOldPictureOfASessionPutsNothingOffAndSettlesNothing(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var old = stores.open("s1", "demo");
        stores.put(old);
        stores.sessions().postpone(old, Times.NOW + 1_000);
        stores.sessions().settle(old);
        assertThat(stores.sessions().find("s1"))
                .get()
                .extracting(s -> s.stamps().dueAt())
                .isEqualTo(Times.NOW);
    }

    @BothDatabases
    void aFailedSessionIsNotDueAnyMoreWhenItsRoomHasAnother(Dialect dialect) {
        var stores = Stores.empty(dialect);
        stores.put(Stores.in(stores.open("s1", "demo"), SessionState.FAILED));
        stores.sessions().settle(stores.open("s2", "demo"));
        assertThat(stores.sessions().claimDue(10, LEASE_MS)).isEmpty();
    }

    @BothDatabases
    void afterARestartUnderAnotherNameNothingIsLeased(Dialect dialect) {
        var stores = Stores.empty(dialect);
        stores.open("s1", "demo");
        stores.sessions().claimDue(10, LEASE_MS);
        var successor = node(stores, dialect, "another").sessions();
        successor.release();
        assertThat(successor.claimDue(10, LEASE_MS)).containsExactly("demo");
    }

    @BothDatabases
    void whatIsSettledIsNotDueAnyMore(Dialect dialect) {
        var stores = Stores.empty(dialect);
        stores.sessions().settle(stores.open("s1", "demo"));
        assertThat(stores.sessions().claimDue(10, LEASE_MS)).isEmpty();
    }

    static Session due(Session s, @Nullable Long at) {
        var stamps = new Session.Stamps(
                s.stamps().createdAt(), s.stamps().updatedAt(), at, s.stamps().version());
        return new Session(
                s.id(),
                s.room(),
                s.plan(),
                s.state(),
                s.reason(),
                s.endReason(),
                s.casting(),
                s.face(),
                s.command(),
                s.presence(),
                stamps);
    }

    static Stores node(Stores stores, Dialect dialect, String name) {
        return Stores.of(name, BothDatabases.Shared.open(dialect), dialect, stores.clock());
    }

    private static List<String> claimAll(Stores stores) {
        var mine = new ArrayList<String>();
        for (var i = 0; i < 40; i++) {
            for (var room : stores.sessions().claimDue(7, LEASE_MS)) {
                mine.add(room);
                stores.sessions().settle(stores.sessions().openIn(room).orElseThrow());
            }
        }
        return mine;
    }

    private static Change change(Session after) {
        return new Change(after, after, List.of(), List.of(), Change.Next.NONE);
    }

    private static boolean tryOpen(Stores stores, String id) {
        try {
            stores.open(id, "demo");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
