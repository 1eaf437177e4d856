package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.SessionBuilder.AVATAR;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SessionBuilder.aSessionWithoutUser;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Asking for a face: audio is the ground state, and nothing counts but published video. */
class FaceStartsTest {
    private static final String END = "END_CONVERSATION 1 c1";
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

    @Test
    void asSoonAsTheAgentIsInAndAUserIsThereTheFaceIsAskedFor() {
        var change = machine.advance(aSession().withAgentFor(0).inAudio(), stage().seen());
        assertThat(change.after().state()).isEqualTo(SessionState.VIDEO_STARTING);
        assertThat(change.after().mode()).isEqualTo("audio");
        assertThat(change.next()).isEqualTo(Change.Next.AVATAR);
        assertThat(change.after().face().identity()).isEqualTo(AVATAR);
        assertThat(change.after().stamps().dueAt()).isEqualTo(NOW + 15_000);
    }

    @Test
    void withoutAUserNothingIsPaid() {
        var session = aSessionWithoutUser().withAgentFor(0).inAudio();
        var change = machine.advance(session, aRoom().withAgent(OUR_AGENT).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
        assertThat(change.next()).isEqualTo(Change.Next.NONE);
    }

    @Test
    void aRuleForAudioIsSaidAsTheReason() {
        var session =
                aSession().withAvatarBy(Plan.AvatarBy.NONE).withAgentFor(0).inAudio();
        var change = machine.advance(session, stage().seen());
        assertThat(change.after().reason()).isEqualTo(Reason.AUDIO_BY_RULE);
        assertThat(chores(change)).containsExactly("TELL_AGENT 1");
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
    }

    @Test
    void anAvatarWithoutVideoDoesNotCount() {
        var change = machine.advance(
                starting(1_000), stage().withAvatar(AVATAR, false).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.VIDEO_STARTING);
        assertThat(change.chores()).isEmpty();
    }

    @Test
    void withThePublishedVideoTheAgentIsTold() {
        var change = machine.advance(
                starting(1_000), stage().withAvatar(AVATAR, true).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.VIDEO);
        assertThat(change.after().mode()).isEqualTo("video");
        assertThat(chores(change)).containsExactly("TELL_AGENT 1");
        assertThat(change.after().stamps().dueAt()).isEqualTo(NOW + 15_000);
    }

    @Test
    void videoClearsTheReason() {
        var session = aSession().because(Reason.TAVUS_UNAVAILABLE).withAgentFor(9_000);
        var change = machine.advance(
                session.faceAskedFor(10).conversationMade().startingVideo(),
                stage().withAvatar(AVATAR, true).seen());
        assertThat(change.after().reason()).isNull();
    }

    @Test
    void anAvatarOfAnEarlierTryIsRemovedAndDoesNotCount() {
        var old = "tavus-avatar-s1-0";
        var change =
                machine.advance(starting(1_000), stage().withAvatar(old, true).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.VIDEO_STARTING);
        assertThat(chores(change)).containsExactly("REMOVE_PARTICIPANT " + old);
    }

    @Test
    void anAvatarThatDoesNotShowInFifteenSecondsEndsInAudio() {
        var change = machine.advance(starting(15_000), stage().seen());
        back(change, Reason.AVATAR_NO_SHOW);
        assertThat(chores(change)).contains(END);
        assertThat(change.after().stamps().dueAt()).isEqualTo(NOW + 30_000);
    }

    @Test
    void anAvatarThatCameWithoutVideoIsPutOutAtTheDeadline() {
        var change = machine.advance(
                starting(15_000), stage().withAvatar(AVATAR, false).seen());
        assertThat(chores(change)).contains(END, "REMOVE_PARTICIPANT " + AVATAR);
    }

    @Test
    void aRequestWithoutAnswerUntilTheDeadlineMeansUnavailableAndIsEndedByName() {
        var session = aSession().withAgentFor(20_000).faceAskedFor(15_000).faceUnsure(NOW);
        var change = machine.advance(session.startingVideo(), stage().seen());
        back(change, Reason.TAVUS_UNAVAILABLE);
        assertThat(chores(change)).contains("END_CONVERSATION 1 ");
    }

    @Test
    void whatIsUnsureIsLookedForEverySecond() {
        var session = aSession()
                .withAgentFor(20_000)
                .faceAskedFor(5_000)
                .faceUnsure(NOW)
                .startingVideo();
        var change = machine.unsure(session, stage().seen());
        assertThat(change.after().face().unsure()).isTrue();
        assertThat(change.after().stamps().dueAt()).isEqualTo(NOW + 1_000);
        assertThat(machine.advance(session, stage().seen()).next()).isEqualTo(Change.Next.AVATAR);
    }

    private static void back(Change change, Reason reason) {
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
        assertThat(change.after().reason()).isEqualTo(reason);
        assertThat(change.after().mode()).isEqualTo("audio");
        assertThat(chores(change)).anyMatch(chore -> chore.startsWith("TELL_AGENT"));
    }

    private static SituationBuilder stage() {
        return aRoom().withUser().withAgent(OUR_AGENT);
    }

    private static Session starting(long ms) {
        return aSession()
                .withAgentFor(20_000)
                .faceAskedFor(ms)
                .conversationMade()
                .startingVideo();
    }
}
