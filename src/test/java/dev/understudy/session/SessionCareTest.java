package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.SentBodies;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done from time to time: what is due is claimed, what is long over is forgotten, and who waits is woken. */
class SessionCareTest {
    private final Stores stores = Stores.empty(Dialect.SQLITE);

    @Test
    void whatIsDueIsClaimedForAsLongAsAStepMayTake() {
        stores.open("s1", "demo");
        assertThat(care(Dialect.SQLITE).claimDue()).containsExactly("demo");
        var other = Stores.of("node2", BothDatabases.Shared.open(Dialect.SQLITE), Dialect.SQLITE, stores.clock());
        stores.clock().pass(Times.settings().lease());
        assertThat(other.sessions().claimDue(9, 1)).isEmpty();
        stores.clock().pass(Duration.ofMillis(1));
        assertThat(other.sessions().claimDue(9, 1)).containsExactly("demo");
    }

    @Test
    void whatHasBeenOverForAMonthIsForgottenAndNothingBefore() {
        var session = stores.open("s1", "demo");
        stores.put(Stores.in(session, SessionState.ENDED));
        stores.open("s2", "other");
        stores.clock().pass(Duration.ofDays(30));
        care(Dialect.SQLITE).forget();
        assertThat(stores.sessions().find("s1")).isPresent();
        stores.clock().pass(Duration.ofMillis(1));
        care(Dialect.SQLITE).forget();
        assertThat(stores.sessions().find("s1")).isEmpty();
        assertThat(stores.sessions().find("s2")).as("it is open").isPresent();
    }

    @Test
    void afterACrashTheOnlyProcessTakesUpWhatItsPredecessorWasAt() {
        leased();
        care(Dialect.SQLITE).releaseAfterCrash();
        var anew = Stores.of("node9", BothDatabases.Shared.open(Dialect.SQLITE), Dialect.SQLITE, stores.clock());
        assertThat(anew.sessions().claimDue(9, 1)).containsExactly("demo");
        assertThat(anew.chores().claimDue(9)).hasSize(1);
    }

    @Test
    void besideOtherNodesNobodysWorkIsTakenAway() {
        leased();
        care(Dialect.POSTGRESQL).releaseAfterCrash();
        var anew = Stores.of("node9", BothDatabases.Shared.open(Dialect.SQLITE), Dialect.SQLITE, stores.clock());
        assertThat(anew.sessions().claimDue(9, 1)).isEmpty();
        assertThat(anew.chores().claimDue(9)).isEmpty();
    }

    @Test
    void eachRoomAndEachChoreIsWokenByItself() {
        var sent = new SentBodies();
        var nudges = new Nudges(sent.template(), "seda:rooms", "seda:chores");
        nudges.room("demo");
        nudges.rooms(List.of("one", "two"));
        var chore = new Chore("c1", "s1", "demo", Chore.Kind.TELL_AGENT, "1", 0, 5);
        nudges.chores(List.of(chore));
        assertThat(sent.all())
                .containsExactly("seda:rooms demo", "seda:rooms one", "seda:rooms two", "seda:chores " + chore);
    }

    private void leased() {
        var session = stores.open("s1", "demo");
        stores.writes().write(Stores.change(session, "c1"), stores.clock().millis() + 60_000, List.of());
    }

    private SessionCare care(Dialect dialect) {
        return new SessionCare(
                stores.sessions(), stores.chores(), stores.conversations(), Times.settings(), dialect, stores.clock());
    }
}
