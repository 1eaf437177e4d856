package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.SessionBuilder.AVATAR;
import static dev.understudy.session.SessionBuilder.CONVERSATION;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A face that is on stage: what is acknowledged, and every way back to audio. */
class FaceEndsTest {
    private static final String END = "END_CONVERSATION 1 c1";
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

    @Test
    void theSwitchForEveryoneTakesARunningFaceAway() {
        var seen = stage().withAvatar(AVATAR, true).facesOff().seen();
        for (var session : java.util.List.of(starting(1_000), video(9_000).inVideo())) {
            var change = machine.advance(session, seen);
            back(change, Reason.AUDIO_BY_OPERATOR);
            assertThat(chores(change)).contains(END, "REMOVE_PARTICIPANT " + AVATAR);
        }
    }

    @Test
    void theSwitchBackGivesTheFaceBack() {
        var session =
                aSession().because(Reason.AUDIO_BY_OPERATOR).withAgentFor(9_000).inAudio();
        assertThat(machine.advance(session, stage().seen()).next()).isEqualTo(Change.Next.AVATAR);
    }

    @Test
    void anAvatarThatIsGoneLeadsToAudioAndOneTryAtOnce() {
        var change = machine.advance(video(9_000).inVideo(), stage().seen());
        back(change, Reason.AVATAR_LOST);
        assertThat(chores(change)).contains(END);
        var then = machine.advance(change.after(), stage().seen());
        assertThat(then.next()).isEqualTo(Change.Next.AVATAR);
        assertThat(then.after().face().identity()).isEqualTo("tavus-avatar-s1-2");
    }

    @Test
    void anAvatarThatIsLostAgainSoonWaits() {
        var session = video(9_000).faceAgainAt(0, 1).faceAskedFor(5_000).conversationMade();
        var change = machine.advance(session.toldFor(1_000).acknowledged().inVideo(), stage().seen());
        back(change, Reason.AVATAR_LOST);
        assertThat(change.after().face().againAt()).isGreaterThan(NOW);
    }

    @Test
    void videoThatIsNoLongerPublishedIsNoVideo() {
        var change = machine.advance(
                video(9_000).inVideo(), stage().withAvatar(AVATAR, false).seen());
        back(change, Reason.AVATAR_LOST);
    }

    @Test
    void aConversationThatTavusEndedIsLost() {
        var seen = stage().withAvatar(AVATAR, true).over(CONVERSATION).seen();
        back(machine.advance(video(9_000).inVideo(), seen), Reason.AVATAR_LOST);
    }

    @Test
    void theAcknowledgementOfTheLastEpochEndsTheWait() {
        var seen = stage().withAvatar(AVATAR, true).ack(1, true).seen();
        var after = machine.advance(told(100), seen).after();
        assertThat(after.state()).isEqualTo(SessionState.VIDEO);
        assertThat(after.command().acknowledged()).isTrue();
        assertThat(after.stamps().dueAt()).isNull();
    }

    @Test
    void anOlderAcknowledgementCountsForNothing() {
        var seen = stage().withAvatar(AVATAR, true).ack(0, false).seen();
        var after = machine.advance(told(100), seen).after();
        assertThat(after.state()).isEqualTo(SessionState.VIDEO);
        assertThat(after.command().acknowledged()).isFalse();
    }

    @Test
    void anAgentThatTakesItsWordBackSpeaksAndTheConversationEnds() {
        var seen = stage().withAvatar(AVATAR, true).ack(1, false).seen();
        var acknowledged = machine.advance(
                told(100), stage().withAvatar(AVATAR, true).ack(1, true).seen());
        var change = machine.advance(acknowledged.after(), seen);
        back(change, Reason.AGENT_DID_NOT_SWITCH);
        assertThat(chores(change)).contains(END);
    }

    @Test
    void anAgentThatCannotSwitchSpeaksAndTheConversationEnds() {
        var seen = stage().withAvatar(AVATAR, true).ack(1, false).seen();
        var change = machine.advance(told(100), seen);
        back(change, Reason.AGENT_DID_NOT_SWITCH);
        assertThat(chores(change)).contains(END, "REMOVE_PARTICIPANT " + AVATAR);
    }

    @Test
    void withoutAcknowledgementInFifteenSecondsTheAgentDidNotSwitch() {
        var seen = stage().withAvatar(AVATAR, true).seen();
        assertThat(machine.advance(told(14_999), seen).after().state()).isEqualTo(SessionState.VIDEO);
        back(machine.advance(told(15_000), seen), Reason.AGENT_DID_NOT_SWITCH);
    }

    @Test
    void anAvatarThatTheAgentBroughtIsWatchedAndNotCommanded() {
        var session =
                aSession().withAvatarBy(Plan.AvatarBy.AGENT).withAgentFor(9_000).inAudio();
        var change =
                machine.advance(session, stage().withAvatar("its-own", true).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.VIDEO);
        assertThat(change.chores()).isEmpty();
    }

    @Test
    void theAgentsOwnAvatarIsLostWithoutACommand() {
        var session =
                aSession().withAvatarBy(Plan.AvatarBy.AGENT).withAgentFor(9_000).inAudio();
        var video = machine.advance(session, stage().withAvatar("its-own", true).seen())
                .after();
        var change = machine.advance(video, stage().seen());
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
        assertThat(change.after().reason()).isEqualTo(Reason.AVATAR_LOST);
        assertThat(change.chores()).isEmpty();
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

    private static SessionBuilder video(long ms) {
        return aSession()
                .withAgentFor(20_000)
                .faceAskedFor(ms)
                .conversationMade()
                .toldFor(ms)
                .acknowledged();
    }

    private static Session told(long ms) {
        return aSession()
                .withAgentFor(20_000)
                .faceAskedFor(ms + 1)
                .conversationMade()
                .toldFor(ms)
                .inVideo();
    }
}
