package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.SessionBuilder.DISPATCH;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whose agent is it, and what when it is gone: interface 1, rule by rule. */
class AgentLostTest {
    private static final String OTHER = "agent-AJ_2";
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

    @Test
    void anAgentThatOnceCameGivesTheAttemptsBack() {
        var session = aSession().atAttempt(4).withAgentFor(9_000).inAudio();
        var change = machine.advance(session, aRoom().withUser().seen());
        assertThat(change.after().state()).isEqualTo(SessionState.REQUESTED);
        assertThat(change.after().casting().attempt()).isEqualTo(5);
        assertThat(change.after().casting().used()).isOne();
    }

    @Test
    void anAgentThatLeftIsReplacedAndItsFaceEnds() {
        var session = inVideo();
        var change = machine.advance(
                session,
                aRoom().withUser().withAvatar(SessionBuilder.AVATAR, true).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.REQUESTED);
        assertThat(change.after().mode()).isNull();
        assertThat(change.next()).isEqualTo(Change.Next.DISPATCH);
        assertThat(chores(change)).contains("END_CONVERSATION 1 c1", "REMOVE_PARTICIPANT " + SessionBuilder.AVATAR);
        assertThat(change.entries()).extracting(TimelineEntry::event).contains("agent left");
    }

    @Test
    void anAgentThatIsSilentIsReplacedAndRemoved() {
        var session = aSession().withAgentFor(9_000).inAudio();
        var change = machine.advance(
                session,
                aRoom().withUser().withAgent(OUR_AGENT).silent(OUR_AGENT).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.REQUESTED);
        assertThat(change.after().casting().gone()).isEqualTo(OUR_AGENT);
        assertThat(chores(change)).contains("REMOVE_PARTICIPANT " + OUR_AGENT);
        assertThat(change.entries()).extracting(TimelineEntry::event).contains("agent does not answer its heartbeat");
    }

    @Test
    void theSilenceOfSomebodyElseIsNoDeathOfOurs() {
        var session = aSession().because(Reason.TAVUS_FULL).faceAgainAt(NOW + 9_000, 1);
        var seen = aRoom().withUser().withAgent(OUR_AGENT).silent(OTHER).seen();
        var change = machine.advance(session.withAgentFor(9_000).inAudio(), seen);
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
    }

    @Test
    void theOneThatWasJudgedDeadIsNotTakenBack() {
        var session = aSession().withAgentFor(9_000).afterLosing(OUR_AGENT).requested();
        var change =
                machine.advance(session, aRoom().withUser().withAgent(OUR_AGENT).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.REQUESTED);
        assertThat(chores(change)).contains("REMOVE_PARTICIPANT " + OUR_AGENT);
    }

    @Test
    void aSecondAgentIsRemovedAndTheFirstStays() {
        var session = aSession().withAgentFor(9_000).inAudio();
        var seen = aRoom().withUser().withAgent(OTHER).withAgent(OUR_AGENT).seen();
        var change = machine.advance(session, seen);
        assertThat(change.after().casting().identity()).isEqualTo(OUR_AGENT);
        assertThat(chores(change)).contains("REMOVE_PARTICIPANT " + OTHER);
        assertThat(change.entries()).extracting(TimelineEntry::event).contains("a second agent is removed");
        assertThat(machine.needsDispatches(session, seen))
                .as("who is ours is known")
                .isFalse();
    }

    @Test
    void atALaterAttemptOnlyTheAgentThatIsListedWithItsDispatchIsOurs() {
        var session = aSession().atAttempt(2).dispatchedFor(400).dispatched();
        var seen = aRoom().withUser().withAgent(OTHER).seen();
        assertThat(machine.needsDispatches(session, seen)).isTrue();
        var unlisted = aRoom().withUser().withAgent(OTHER).listing(DISPATCH).seen();
        assertThat(machine.advance(session, unlisted).after().state()).isEqualTo(SessionState.DISPATCHED);
        var listed =
                aRoom().withUser().withAgent(OTHER).listing(DISPATCH, OTHER).seen();
        assertThat(machine.advance(session, listed).after().casting().identity())
                .isEqualTo(OTHER);
    }

    @Test
    void anAgentOfAnOlderAttemptIsRemovedOnceOurJobIsKnown() {
        var session = aSession().atAttempt(2).dispatchedFor(400).dispatched();
        var seen = aRoom().withUser()
                .withAgent("agent-old")
                .listing(DISPATCH, OUR_AGENT)
                .seen();
        var change = machine.advance(session, seen);
        assertThat(change.after().state()).isEqualTo(SessionState.DISPATCHED);
        assertThat(chores(change)).containsExactly("REMOVE_PARTICIPANT agent-old");
    }

    /** When it came decides: LiveKit may have been away between that and the look. */
    @Test
    void whoCameSoonAfterAnotherSessionAndIsNotListedMayBeThatOnes() {
        var seen = aRoom().withUser().withAgent(OTHER).listing(DISPATCH).seenAt(NOW + 60_000);
        var came = seen.view().find(OTHER).orElseThrow().joinedAt();
        var soon = aSession().afterAnother(came + 1, 0).dispatchedFor(400).dispatched();
        var later = aSession().afterAnother(came, 0).dispatchedFor(400).dispatched();
        assertThat(machine.needsDispatches(soon, seen)).isTrue();
        assertThat(machine.advance(soon, seen).after().casting().identity()).isNull();
        assertThat(machine.advance(later, seen).after().casting().identity()).isEqualTo(OTHER);
    }

    @Test
    void ofTwoAgentsTheOneThatOurDispatchBroughtIsOurs() {
        var session = aSession().dispatchedFor(400).dispatched();
        var seen = aRoom().withUser().withAgent("agent-old").withAgent(OUR_AGENT);
        assertThat(machine.needsDispatches(session, seen.seen())).isTrue();
        var change = machine.advance(
                session, seen.listing(SessionBuilder.DISPATCH, OUR_AGENT).seen());
        assertThat(change.after().casting().identity()).isEqualTo(OUR_AGENT);
        assertThat(chores(change)).containsExactly("REMOVE_PARTICIPANT agent-old");
    }

    private static Session inVideo() {
        return aSession()
                .withAgentFor(9_000)
                .faceAskedFor(8_000)
                .conversationMade()
                .toldFor(5_000)
                .acknowledged()
                .inVideo();
    }
}
