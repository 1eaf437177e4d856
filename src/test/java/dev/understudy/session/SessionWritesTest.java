package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.fixtures.AtOnce;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.store.Dialect;
import dev.understudy.webhook.WebhookEvent;
import java.time.Duration;
import java.util.List;

/** Writing a change: all of it or nothing, and never on top of what somebody else wrote meanwhile. */
class SessionWritesTest {
    @BothDatabases
    void aChangeIsWrittenWithItsStoryItsChoresAndItsWebhooks(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var session = stores.open("s1", "demo");
        stores.webhooks().store(webhook("EV_1"));
        assertThat(stores.writes().write(Stores.change(session, "chore1"), 0, List.of("EV_1")))
                .isTrue();
        assertThat(stores.events().of("s1")).extracting(TimelineEntry::event).containsExactly("opened", "changed");
        assertThat(stores.chores().count()).isOne();
        assertThat(stores.webhooks().waiting("demo")).isEmpty();
    }

    @BothDatabases
    void whoeverReadAnOlderVersionWritesNothingAtAll(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var old = stores.open("s1", "demo");
        var newer = stores.put(Stores.in(old, SessionState.DISPATCHED));
        stores.webhooks().store(webhook("EV_1"));
        var late = Stores.change(Stores.in(old, SessionState.FAILED), "chore1");
        assertThat(stores.writes().write(late, 0, List.of("EV_1"))).isFalse();
        assertThat(stores.sessions().find("s1")).contains(newer);
        assertThat(stores.events().of("s1")).hasSize(2);
        assertThat(stores.chores().count()).isZero();
        assertThat(stores.webhooks().waiting("demo")).hasSize(1);
    }

    @BothDatabases
    void ofManyWritersOfOneVersionOneWins(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var session = stores.open("s1", "demo");
        var won = AtOnce.run(12, number -> stores.write(session, 0, List.of()));
        assertThat(won).containsOnlyOnce(true);
        assertThat(stores.events().of("s1")).hasSize(2);
    }

    @BothDatabases
    void whoHoldsTheLeaseWritesAndNobodyElse(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var other = ClaimsTest.node(stores, dialect, "node2");
        stores.open("s1", "demo");
        stores.sessions().claimDue(1, 30_000);
        var session = stores.sessions().find("s1").orElseThrow();
        assertThat(other.write(session, 0, List.of())).isFalse();
        assertThat(stores.write(session, Times.NOW + 30_000, List.of())).isTrue();
        stores.clock().pass(Duration.ofMillis(30_001));
        var newest = other.sessions().find("s1").orElseThrow();
        assertThat(other.write(newest, 0, List.of())).isTrue();
    }

    @BothDatabases
    void aWriteWithoutLeaseGivesTheSessionFree(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var other = ClaimsTest.node(stores, dialect, "node2");
        stores.open("s1", "demo");
        stores.sessions().claimDue(1, 30_000);
        stores.put(stores.sessions().find("s1").orElseThrow());
        assertThat(other.sessions().claimDue(1, 30_000)).containsExactly("demo");
    }

    @BothDatabases
    void whatCannotBeWrittenWholeIsNotWritten(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var session = stores.open("s1", "demo");
        stores.writes().write(Stores.change(session, "chore1"), 0, List.of());
        var second = stores.sessions().find("s1").orElseThrow();
        var clash = Stores.change(Stores.in(second, SessionState.DISPATCHED), "chore1");
        assertThatThrownBy(() -> stores.writes().write(clash, 0, List.of())).isInstanceOf(RuntimeException.class);
        assertThat(stores.sessions().find("s1")).contains(second);
        assertThat(stores.events().of("s1")).hasSize(2);
    }

    @BothDatabases
    void theStoryKeepsItsOrderAndItsMilliseconds(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var session = stores.open("s1", "demo");
        for (var i = 0; i < 5; i++) session = stores.put(session);
        assertThat(stores.events().of("s1"))
                .extracting(TimelineEntry::event)
                .startsWith("opened")
                .hasSize(6);
        assertThat(stores.events().since(Times.NOW, 3)).hasSize(3);
        assertThat(stores.events().since(Times.NOW, 100))
                .extracting(SessionEvents.Line::seq)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(stores.events().since(Times.NOW + 1, 100)).isEmpty();
    }

    private static WebhookEvent webhook(String id) {
        return new WebhookEvent(id, "participant_joined", "demo", "RM_1", "user", "PA_1", Times.NOW);
    }
}
