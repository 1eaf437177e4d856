package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.SessionBuilder.DISPATCH;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which of several agents is ours, by the dispatch that lists it, and who stays when ours is gone. */
class AgentOfOursTest {
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

    @Test
    void anAgentThatTookTheLostOnesPlaceStays() {
        var change = machine.advance(
                aSession().withAgentFor(9_000).inAudio(),
                aRoom().withUser().withAgent("agent-AJ_2").facesOff().seen());
        assertThat(change.after().casting().identity()).isEqualTo("agent-AJ_2");
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
        assertThat(chores(change)).doesNotContain("REMOVE_PARTICIPANT agent-AJ_2");
    }

    @Test
    void anAgentOfAnotherSessionsDispatchIsNotTakenForOurs() {
        var change = machine.advance(
                aSession().dispatchedFor(1_000).dispatched(),
                aRoom().withUser()
                        .withAgent("agent-AJ_0")
                        .listingMarked("AD_0", "s0", 1, "agent-AJ_0")
                        .seen());
        assertThat(change.after().state()).isEqualTo(SessionState.DISPATCHED);
    }

    @Test
    void ofTwoTheOneOfThisAttemptStaysAndTheOlderOneGoes() {
        var change = machine.advance(
                aSession().dispatchedFor(1_000).dispatched(),
                aRoom().withUser()
                        .withAgent("agent-AJ_0")
                        .withAgent(OUR_AGENT)
                        .listingMarked("AD_0", "s0", 1, "agent-AJ_0")
                        .listingMarked(DISPATCH, "s1", 1, OUR_AGENT)
                        .seen());
        assertThat(change.after().casting().identity()).isEqualTo(OUR_AGENT);
        assertThat(chores(change)).contains("REMOVE_PARTICIPANT agent-AJ_0");
    }

    @Test
    void aWorkerThatTookAnotherDispatchsJobDidNotTakeOurs() {
        var change = machine.advance(
                aSession().dispatchedFor(5_300).lookedAt(1).dispatched(),
                aRoom().withUser()
                        .listing("AD_other", "agent-x")
                        .listing(DISPATCH)
                        .seen());
        assertThat(change.after().state()).isEqualTo(SessionState.REQUESTED);
        assertThat(change.after().casting().cause()).isEqualTo(EndReason.NO_WORKER);
    }

    @Test
    void onceAWorkerHasTheJobItIsNotAskedForAgain() {
        var session = aSession().dispatchedFor(6_000).lookedAt(2).dispatched();
        var seen = aRoom().withUser().listingNothing().seen();
        assertThat(machine.needsDispatches(session, seen)).isFalse();
        assertThat(machine.advance(session, seen).after().state()).isEqualTo(SessionState.DISPATCHED);
    }

    @Test
    void aNewAttemptForgetsNoWaitThatAFaceHas() {
        var session = aSession()
                .faceAgainAt(NOW + 60_000, 2)
                .dispatchedFor(15_000)
                .lookedAt(2)
                .dispatched();
        var change = machine.advance(session, aRoom().withUser().seen());
        assertThat(change.after().casting().cause()).isEqualTo(EndReason.AGENT_NO_SHOW);
        assertThat(change.after().face()).isEqualTo(session.face());
    }
}
