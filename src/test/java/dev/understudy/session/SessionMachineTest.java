package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.Outcome.due;
import static dev.understudy.session.SessionBuilder.DISPATCH;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SessionBuilder.aSessionWithoutUser;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rooms and users that come and go, a LiveKit that cannot be asked, and what may never happen. */
class SessionMachineTest {
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

    @Test
    void aRoomThatStartedAnewGivesItsPeopleThreeSecondsToComeBack() {
        var session = aSession().inRoom("RM_1", 0).withAgentFor(9_000).inAudio();
        var change = machine.advance(session, aRoom().sid("RM_2").seen());
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
        assertThat(change.after().presence().userThere()).isTrue();
        assertThat(due(change.after())).isEqualTo(NOW + 3_000);
    }

    @Test
    void anAgentThatDidNotComeBackWithTheServerIsReplaced() {
        var session = aSession().inRoom("RM_2", NOW).withAgentFor(9_000).inAudio();
        var change = machine.advance(session, aRoom().withUser().seen());
        assertThat(change.after().state()).isEqualTo(SessionState.REQUESTED);
    }

    @Test
    void whileLiveKitIsShakyWhoIsAbsentIsNotGone() {
        var session = aSession().withAgentFor(9_000).inAudio();
        var change = machine.advance(session, aRoom().livekitShaky().seen());
        assertThat(change.after().state()).isIn(SessionState.AUDIO, SessionState.VIDEO_STARTING);
        assertThat(change.after().presence().userThere()).isTrue();
    }

    @Test
    void whenTheLastUserLeavesItBeginsToEnd() {
        var session = aSession().withAgentFor(9_000).inAudio();
        var after =
                machine.advance(session, aRoom().withAgent(OUR_AGENT).seen()).after();
        assertThat(after.state()).isEqualTo(SessionState.ENDING);
        assertThat(after.mode()).isEqualTo("audio");
        assertThat(due(after)).isEqualTo(NOW + 10_000);
    }

    @Test
    void aUserWhoComesBackInTimeFindsItAsItWas() {
        for (var from : List.of(SessionState.DISPATCHED, SessionState.AUDIO)) {
            var session = aSession().because(Reason.TAVUS_FULL).faceAgainAt(NOW + 9_000, 1);
            session = from == SessionState.AUDIO ? session.withAgentFor(9_000) : session.dispatchedFor(900);
            var seen = aRoom().withUser();
            if (from == SessionState.AUDIO) seen.withAgent(OUR_AGENT);
            var after =
                    machine.advance(session.endingFor(9_999, from), seen.seen()).after();
            assertThat(after.state()).isEqualTo(from);
            assertThat(after.presence().because()).isNull();
        }
    }

    @Test
    void tenSecondsAfterTheLastUserItIsOverAndNothingIsLeft() {
        var session = aSession()
                .withAgentFor(60_000)
                .faceAskedFor(50_000)
                .conversationMade()
                .endingFor(10_000, SessionState.VIDEO);
        var change = machine.advance(
                session,
                aRoom().withAgent(OUR_AGENT)
                        .withAvatar(SessionBuilder.AVATAR, true)
                        .seen());
        assertThat(change.after().state()).isEqualTo(SessionState.ENDED);
        assertThat(change.after().endReason()).isEqualTo(EndReason.USER_LEFT);
        assertThat(change.after().stamps().dueAt()).isNull();
        assertThat(chores(change))
                .containsOnly(
                        "END_CONVERSATION 1 c1",
                        "REMOVE_PARTICIPANT " + SessionBuilder.AVATAR,
                        "DELETE_DISPATCH AD_1@ " + OUR_AGENT);
    }

    @Test
    void aClosedRoomEndsItAtOnce() {
        var session = aSession().withAgentFor(9_000).inAudio();
        var after = machine.advance(session, aRoom().roomGone().seen()).after();
        assertThat(after.state()).isEqualTo(SessionState.ENDED);
        assertThat(after.endReason()).isEqualTo(EndReason.ROOM_FINISHED);
    }

    @Test
    void aRoomThatClosesAfterItsLastUserLeftEndsBecauseOfThat() {
        var session = aSession().withAgentFor(9_000).endingFor(1_000, SessionState.AUDIO);
        var after = machine.advance(session, aRoom().roomGone().seen()).after();
        assertThat(after.endReason()).isEqualTo(EndReason.USER_LEFT);
    }

    @Test
    void anOperatorEndsItWhateverItsState() {
        for (var state : List.of(SessionState.REQUESTED, SessionState.DISPATCHED, SessionState.AUDIO)) {
            var after = machine.advance(aSession().in(state), aRoom().endAsked().seen())
                    .after();
            assertThat(after.state()).isEqualTo(SessionState.ENDED);
            assertThat(after.endReason()).isEqualTo(EndReason.ENDED_BY_OPERATOR);
        }
    }

    @Test
    void aSessionToWhichNobodyComesEndsAfterAMinuteAndNeverAsksTavus() {
        var waiting = aSessionWithoutUser().withAgentFor(59_999).inAudio();
        var change = machine.advance(waiting, aRoom().withAgent(OUR_AGENT).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
        assertThat(due(change.after())).isEqualTo(NOW + 1);
        var over = aSessionWithoutUser().withAgentFor(60_000).inAudio();
        var after = machine.advance(over, aRoom().withAgent(OUR_AGENT).seen()).after();
        assertThat(after.endReason()).isEqualTo(EndReason.NO_USER_CAME);
    }

    @Test
    void aLiveKitThatCannotBeAskedIsAskedAgainTwiceAsLate() {
        var first = machine.notDispatched(aSession().requested(), aRoom().seen(), EndReason.LIVEKIT_UNAVAILABLE);
        assertThat(first.after().state()).isEqualTo(SessionState.REQUESTED);
        var wait = due(first.after()) - NOW;
        var second = machine.notDispatched(
                aSession().againAt(NOW).requested(), aRoom().seen(), EndReason.LIVEKIT_UNAVAILABLE);
        assertThat(due(second.after()) - NOW).isEqualTo(2 * wait);
    }

    @Test
    void beforeItsTimeNobodyIsAskedAgain() {
        var session = aSession().againAt(NOW + 1).requested();
        assertThat(machine.advance(session, aRoom().withUser().seen()).next()).isEqualTo(Change.Next.NONE);
        assertThat(machine.advance(session, aRoom().withUser().seenAt(NOW + 1)).next())
                .isEqualTo(Change.Next.DISPATCH);
    }

    @Test
    void aLiveKitThatRefusesOurKeyFailsTheSessionAtOnce() {
        var after = machine.notDispatched(aSession().requested(), aRoom().seen(), EndReason.LIVEKIT_REJECTED)
                .after();
        assertThat(after.state()).isEqualTo(SessionState.FAILED);
        assertThat(after.endReason()).isEqualTo(EndReason.LIVEKIT_REJECTED);
    }

    @Test
    void aLiveKitThatStaysAwayFailsTheSessionAfterTheLastAttempt() {
        var session = aSession().atAttempt(4).requested();
        var after = machine.notDispatched(session, aRoom().seen(), EndReason.LIVEKIT_UNAVAILABLE)
                .after();
        assertThat(after.endReason()).isEqualTo(EndReason.LIVEKIT_UNAVAILABLE);
    }

    @Test
    void aCrowdedServerCostsAMomentAndNoAttempt() {
        var change = machine.crowded(aSession().requested(), aRoom().seen(), 100);
        assertThat(change.after().casting().attempt()).isOne();
        assertThat(due(change.after())).isEqualTo(NOW + 100);
        assertThat(change.next()).isEqualTo(Change.Next.NONE);
    }

    @Test
    void whatIsOverStaysOver() {
        for (var over : List.of(SessionState.ENDED, SessionState.FAILED)) {
            assertThatThrownBy(() -> machine.dispatched(
                            aSession().in(over), aRoom().seen(), new SessionMachine.Taken(DISPATCH, "RM_1", List.of())))
                    .isInstanceOf(IllegalSessionChange.class);
        }
    }

    @Test
    void anIllegalChangeNamesBothStates() {
        assertThatThrownBy(() -> machine.dispatched(
                        inVideo(), aRoom().seen(), new SessionMachine.Taken(DISPATCH, "RM_1", List.of())))
                .isInstanceOf(IllegalSessionChange.class)
                .hasMessageContaining("VIDEO")
                .hasMessageContaining("DISPATCHED")
                .hasMessageContaining(SessionBuilder.ID);
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
