package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.AtOnce;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.session.ConversationLedger.Counts;
import dev.understudy.session.ConversationLedger.Whom;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** What is asked for at Tavus is counted before it is asked for, and no more of it than may be. */
class ConversationLedgerTest {
    /** They asked for their tokens from the same address. */
    private static final Whom ANN = new Whom("ann", "office");

    private static final Whom BOB = new Whom("bob", "office");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @BothDatabases
    void itCountsWhatGoesOnAndWhatTheHourAndTheDayHaveHad(Dialect dialect) {
        var stores = Stores.empty(dialect);
        enter(stores, "a", 1);
        stores.clock().pass(MINUTE.multipliedBy(61));
        enter(stores, "b", 1);
        end(stores, "a", 1, "c1");
        assertThat(stores.conversations().counts()).isEqualTo(new Counts(1, 1, 2, 0, 0));
        stores.clock().pass(MINUTE.multipliedBy(24 * 60));
        assertThat(stores.conversations().counts()).isEqualTo(new Counts(1, 0, 0, 0, 0));
    }

    @BothDatabases
    void oneThatMayNotBeLeavesNothingAndOneThatWasWrittenMayBeAskedForAgain(Dialect dialect) {
        var ledger = Stores.empty(dialect).conversations();
        assertThat(ledger.enter("a", 1, ANN, counts -> counts.open() <= 1)).isTrue();
        assertThat(ledger.enter("b", 1, ANN, counts -> counts.open() <= 1)).isFalse();
        assertThat(ledger.enter("a", 1, ANN, counts -> false)).isTrue();
        assertThat(ledger.counts().day()).isEqualTo(1);
    }

    @BothDatabases
    void facesOfTheSameUserAreToldFromThoseOfOthers(Dialect dialect) {
        var ledger = Stores.empty(dialect).conversations();
        ledger.enter("a", 1, ANN, counts -> true);
        ledger.enter("b", 1, BOB, counts -> true);
        ledger.enter("c", 1, new Whom("", ""), counts -> true);
        ledger.enter("d", 1, new Whom("", ""), counts -> {
            assertThat(counts.same() + counts.caller()).isZero();
            return true;
        });
        ledger.enter("e", 1, ANN, counts -> {
            assertThat(counts.same()).isEqualTo(2);
            assertThat(counts.caller()).isEqualTo(3);
            return true;
        });
        assertThat(ledger.counts().open()).isEqualTo(5);
    }

    @BothDatabases
    void ofTwentyWhoAskAtOnceAsManyGetOneAsMay(Dialect dialect) {
        var ledger = Stores.empty(dialect).conversations();
        var let = AtOnce.run(20, number -> ledger.enter("s" + number, 1, Whom.NOBODY, counts -> counts.open() <= 5));
        assertThat(Collections.frequency(let, true)).isEqualTo(5);
        assertThat(ledger.counts().open()).isEqualTo(5);
    }

    @BothDatabases
    void aTryThatTavusRefusedWasNone(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var asked = asking(stores);
        var refused = new SessionMachine(Times.settings(), Times.faces())
                .refused(asked, SituationBuilder.aRoom().withUser().seen(), Reason.TAVUS_FULL, false);
        assertThat(stores.writes().write(refused, 0, List.of())).isTrue();
        assertThat(stores.conversations().counts()).isEqualTo(new Counts(0, 0, 0, 0, 0));
    }

    @BothDatabases
    void aTryOfUnknownOutcomeGoesOnUntilItIsEndedOrKnownNotToBe(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var asked = asking(stores);
        var lost = new SessionMachine(Times.settings(), Times.faces())
                .refused(asked, SituationBuilder.aRoom().withUser().seen(), Reason.TAVUS_UNAVAILABLE, true);
        assertThat(stores.writes().write(lost, 0, List.of())).isTrue();
        assertThat(stores.conversations().counts().open()).isEqualTo(1);
        end(stores, asked.id(), asked.face().tries(), "");
        assertThat(stores.conversations().counts()).isEqualTo(new Counts(0, 0, 0, 0, 0));
    }

    @BothDatabases
    void whatACrashHasLeftIsNobodysOnceItsSessionIsOverAndNothingIsLeftToDo(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var session = stores.open("a", "demo");
        enter(stores, "a", 1);
        assertThat(stores.conversations().sweep()).isZero();
        var chore = new Chore(
                "k",
                "a",
                "demo",
                Chore.Kind.END_CONVERSATION,
                "1 c1",
                0,
                stores.clock().millis());
        stores.chores().add(List.of(chore));
        stores.put(Stores.in(session, SessionState.ENDED));
        assertThat(stores.conversations().sweep()).isZero();
        stores.chores().done(chore);
        assertThat(stores.conversations().sweep()).isEqualTo(1);
        assertThat(stores.conversations().counts().open()).isZero();
    }

    @BothDatabases
    void theMinutesOfADayAreThoseWithinIt(Dialect dialect) {
        var stores = Stores.empty(dialect);
        enter(stores, "a", 1);
        stores.clock().pass(MINUTE.multipliedBy(10));
        var midnight = stores.clock().millis();
        enter(stores, "b", 1);
        stores.clock().pass(MINUTE.multipliedBy(3));
        end(stores, "a", 1, "c1");
        stores.clock().pass(MINUTE);
        assertThat(stores.conversations().minutesSince(midnight)).isEqualTo(3 + 4);
        assertThat(stores.conversations().minutesSince(0)).isEqualTo(13 + 4);
        assertThat(stores.conversations().minutesSince(stores.clock().millis())).isZero();
    }

    private static Session asking(Stores stores) {
        var scene =
                SessionBuilder.aSession().withAgentFor(9_000).faceAskedFor(500).in(SessionState.VIDEO_STARTING);
        var open = stores.open(scene.id(), scene.room());
        var session = stores.put(Stores.with(open, scene.state(), scene.casting(), scene.face()));
        enter(stores, session.id(), session.face().tries());
        return session;
    }

    private static void enter(Stores stores, String session, int number) {
        assertThat(stores.conversations().enter(session, number, Whom.NOBODY, counts -> true))
                .isTrue();
    }

    private static void end(Stores stores, String session, int number, String known) {
        var target = number + " " + known;
        stores.conversations().ended(new Chore("k", session, "demo", Chore.Kind.END_CONVERSATION, target, 0, 0), known);
    }
}
