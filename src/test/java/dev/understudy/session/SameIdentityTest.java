package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SituationBuilder.aRoom;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Workers may give all their agents one identity ({@code JobRequest.accept(identity=…)}, and many do): then the successor has the name
 * of the one that is gone, and only its job tells them apart.
 */
class SameIdentityTest {
    private static final String NEXT = "AD_2";
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

    @Test
    void aSuccessorOfTheSameIdentityIsAdoptedOnceItsJobIsListed() {
        var session = afterLosing().dispatchedFor(400).dispatched();
        var seen = aRoom().withUser().withAgent(OUR_AGENT);
        assertThat(machine.needsDispatches(session, seen.seen())).isTrue();
        var change = machine.advance(
                session, seen.listingMarked(NEXT, session.id(), 2, OUR_AGENT).seen());
        assertThat(change.entries()).extracting(TimelineEntry::event).contains("agent joined");
        assertThat(change.after().casting().identity()).isEqualTo(OUR_AGENT);
        assertThat(chores(change)).doesNotContain("REMOVE_PARTICIPANT " + OUR_AGENT);
    }

    /** The agent is in the room seconds before its job is listed, where the server's cache is stale (measured). */
    @Test
    void untilItsJobIsListedNobodyOfThatIdentityIsPutOut() {
        var session = afterLosing().dispatchedFor(400).dispatched();
        var seen = aRoom().withUser().withAgent(OUR_AGENT).listingMarked(NEXT, session.id(), 2);
        var change = machine.advance(session, seen.seen());
        assertThat(change.after().state()).isEqualTo(SessionState.DISPATCHED);
        assertThat(chores(change)).isEmpty();
    }

    @Test
    void whileTheUserLoadsThePageAnewNobodyOfThatIdentityIsPutOut() {
        var session = afterLosing().dispatchedFor(400).endingFor(500, SessionState.DISPATCHED);
        var change = machine.advance(session, aRoom().withAgent(OUR_AGENT).seen());
        assertThat(chores(change)).isEmpty();
    }

    @Test
    void theOneThatIsGoneIsPutOutWhereTheJobIsAnothers() {
        var session = afterLosing().dispatchedFor(400).dispatched();
        var seen = aRoom().withUser().withAgent(OUR_AGENT).listingMarked(NEXT, session.id(), 2, "agent-AJ_2");
        assertThat(machine.needsDispatches(session, seen.seen())).isTrue();
        var change = machine.advance(session, seen.seen());
        assertThat(change.after().state()).isEqualTo(SessionState.DISPATCHED);
        assertThat(chores(change)).containsExactly("REMOVE_PARTICIPANT " + OUR_AGENT);
    }

    @Test
    void theOneThatIsGoneIsPutOutWhereOnlyItsOldJobIsListed() {
        var session = afterLosing().requested();
        var seen = aRoom().withUser().withAgent(OUR_AGENT).listingMarked("AD_1", session.id(), 1, OUR_AGENT);
        var change = machine.advance(session, seen.seen());
        assertThat(change.after().state()).isEqualTo(SessionState.REQUESTED);
        assertThat(chores(change)).containsExactly("REMOVE_PARTICIPANT " + OUR_AGENT);
    }

    /** The ping that found the silence was under way when the next one came. */
    @Test
    void theSilenceOfTheOneBeforeIsNotTheNextOnes() {
        assertThat(silentAfter(1_000)).isEmpty();
        assertThat(silentAfter(2_001)).containsExactly(OUR_AGENT);
    }

    private static Set<String> silentAfter(long ms) {
        var scene = new Scene().withUser().withAgent(OUR_AGENT);
        var session = aSession().withAgentFor(0).inAudio();
        scene.there(session);
        scene.stores
                .clock()
                .pass(Duration.ofMillis(
                        session.casting().joinedAt() + ms - scene.stores.clock().millis()));
        scene.signals.silent(session.room(), OUR_AGENT);
        var turn = scene.steps.begin(session.room(), null);
        scene.look(turn);
        return turn.seen().signs().silent();
    }

    private static SessionBuilder afterLosing() {
        return aSession().withAgentFor(9_000).afterLosing(OUR_AGENT);
    }
}
