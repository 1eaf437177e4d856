package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.Outcome.due;
import static dev.understudy.session.SessionBuilder.DISPATCH;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** From the request to the agent in the room, or to giving up: design 3 and interface 1, rule by rule. */
class AgentJoinsTest {
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

    @Test
    void whatIsRequestedIsDispatchedAtOnce() {
        var change = machine.advance(aSession().requested(), aRoom().withUser().seen());
        assertThat(change.next()).isEqualTo(Change.Next.DISPATCH);
        assertThat(change.after().state()).isEqualTo(SessionState.REQUESTED);
    }

    @Test
    void aDispatchThatLiveKitTookIsLookedAfterInThreeSeconds() {
        var seen = aRoom().withUser().seen();
        var after = machine.dispatched(
                        aSession().requested(), seen, new SessionMachine.Taken(DISPATCH, "RM_1", List.of()))
                .after();
        assertThat(after.state()).isEqualTo(SessionState.DISPATCHED);
        assertThat(after.casting().dispatchId()).isEqualTo(DISPATCH);
        assertThat(after.presence().roomSid()).isEqualTo("RM_1");
        assertThat(due(after)).isEqualTo(NOW + 3_000);
    }

    @Test
    void anAgentThatIsInTheRoomAlreadyIsAdoptedInsteadOfDispatchingAnother() {
        var seen = aRoom().withUser().withAgent(OUR_AGENT).seen();
        var change = machine.advance(aSession().requested(), seen);
        assertThat(change.next()).isEqualTo(Change.Next.AVATAR);
        assertThat(change.after().casting().identity()).isEqualTo(OUR_AGENT);
    }

    @Test
    void theAgentThatJoinedIsTheSessions() {
        var session =
                aSession().withAvatarBy(Plan.AvatarBy.NONE).dispatchedFor(400).dispatched();
        var change =
                machine.advance(session, aRoom().withUser().withAgent(OUR_AGENT).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
        assertThat(change.after().mode()).isEqualTo("audio");
        assertThat(change.after().casting().joinedAt()).isEqualTo(NOW);
    }

    @Test
    void aForeignAgentAndAnAvatarAreNotOurs() {
        var session = aSession().dispatchedFor(400).dispatched();
        var change = machine.advance(
                session,
                aRoom().withUser().withForeignAgent().withAvatar("x", true).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.DISPATCHED);
        assertThat(change.chores()).isEmpty();
    }

    @Test
    void theFirstLookIsAtThreeSecondsTheNextAtFivePointThree() {
        var session = aSession().dispatchedFor(3_000).dispatched();
        var change = machine.advance(session, aRoom().withUser().seen());
        assertThat(change.after().state()).isEqualTo(SessionState.DISPATCHED);
        assertThat(due(change.after())).isEqualTo(session.casting().dispatchedAt() + 5_300);
    }

    @Test
    void noJobIsNotBelievedBeforeFivePointThreeSeconds() {
        var session = aSession().dispatchedFor(5_299).lookedAt(1).dispatched();
        var change =
                machine.advance(session, aRoom().withUser().listing(DISPATCH).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.DISPATCHED);
    }

    @Test
    void withoutAJobAfterFivePointThreeSecondsItIsDispatchedAnew() {
        var session = aSession().dispatchedFor(5_300).lookedAt(1).dispatched();
        var change =
                machine.advance(session, aRoom().withUser().listing(DISPATCH).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.REQUESTED);
        assertThat(change.after().casting().attempt()).isEqualTo(2);
        assertThat(change.after().casting().cause()).isEqualTo(EndReason.NO_WORKER);
        assertThat(change.next()).isEqualTo(Change.Next.DISPATCH);
    }

    @Test
    void aJobWithoutAgentHasUntilTheJoinDeadline() {
        var session = aSession().dispatchedFor(5_300).lookedAt(1).dispatched();
        var change = machine.advance(
                session, aRoom().withUser().listing(DISPATCH, OUR_AGENT).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.DISPATCHED);
        assertThat(due(change.after())).isEqualTo(session.casting().dispatchedAt() + 10_000);
    }

    @Test
    void anAgentThatDoesNotShowIsDispatchedAnew() {
        var session = aSession().dispatchedFor(10_000).lookedAt(2).dispatched();
        var change = machine.advance(session, aRoom().withUser().seen());
        assertThat(change.after().state()).isEqualTo(SessionState.REQUESTED);
        assertThat(change.after().casting().cause()).isEqualTo(EndReason.AGENT_NO_SHOW);
    }

    @Test
    void theFourthAttemptInARowIsTheLast() {
        var session = aSession().atAttempt(4).dispatchedFor(10_000).lookedAt(2).dispatched();
        var after = machine.advance(session, aRoom().withUser().seen()).after();
        assertThat(after.state()).isEqualTo(SessionState.FAILED);
        assertThat(after.endReason()).isEqualTo(EndReason.AGENT_NO_SHOW);
        assertThat(due(after)).isEqualTo(NOW + 10_000);
    }

    @Test
    void whatFailsLeavesNothing() {
        var session = aSession().atAttempt(4).dispatchedFor(10_000).lookedAt(2).dispatched();
        var change = machine.advance(session, aRoom().withUser().seen());
        assertThat(chores(change)).containsExactly("DELETE_DISPATCH AD_1@ ");
    }

    @Test
    void afterEachFailureInARowTheWaitDoublesUpToAMinute() {
        assertThat(waitAfterFailures(0)).isEqualTo(10_000);
        assertThat(waitAfterFailures(1)).isEqualTo(20_000);
        assertThat(waitAfterFailures(2)).isEqualTo(40_000);
        assertThat(waitAfterFailures(3)).isEqualTo(60_000);
        assertThat(waitAfterFailures(30)).isEqualTo(60_000);
    }

    private long waitAfterFailures(int failures) {
        var session = aSession()
                .afterAnother(0, failures)
                .atAttempt(4)
                .dispatchedFor(10_000)
                .dispatched();
        return due(machine.advance(session, aRoom().withUser().seen()).after()) - NOW;
    }
}
