package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.Outcome.due;
import static dev.understudy.session.SessionBuilder.AVATAR;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why there is no face is said and the agent told; how long the next try waits; and an agent's own face is its own affair. */
class FaceStoryTest {
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

    @Test
    void whereTheSwitchIsOffTheAgentIsToldSoAndTheStorySaysIt() {
        var change = machine.advance(
                aSession().withAgentFor(9_000).inAudio(),
                aRoom().withUser().withAgent(OUR_AGENT).facesOff().seen());
        assertThat(change.after().reason()).isEqualTo(Reason.AUDIO_BY_OPERATOR);
        assertThat(change.entries()).extracting(TimelineEntry::event).containsExactly("audio: audio_by_operator");
        assertThat(chores(change)).containsExactly("TELL_AGENT 1");
    }

    @Test
    void anAgentThatHasNotAskedForItsFaceIsNotWaitedFor() {
        var change = machine.advance(
                aSession().withAvatarBy(Plan.AvatarBy.AGENT).withAgentFor(9_000).inAudio(),
                aRoom().withUser().withAgent(OUR_AGENT).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
        assertThat(change.entries()).isEmpty();
        assertThat(chores(change)).isEmpty();
    }

    @Test
    void theStorySaysWhenTheAgentSpeaksThroughTheAvatar() {
        var change = machine.advance(
                aSession()
                        .withAgentFor(9_000)
                        .faceAskedFor(5_000)
                        .conversationMade()
                        .toldFor(1_000)
                        .inVideo(),
                aRoom().withUser()
                        .withAgent(OUR_AGENT)
                        .withAvatar(AVATAR, true)
                        .ack(1, true)
                        .seen());
        assertThat(change.entries())
                .extracting(TimelineEntry::event)
                .containsExactly("the agent speaks through the avatar");
    }

    @ParameterizedTest
    @CsvSource({"60000, 60000, 2", "60001, 0, 1"})
    void anAvatarThatLastedAMinuteHadNoSetbackBefore(long lasted, long wait, int setbacks) {
        var change = machine.advance(
                aSession()
                        .withAgentFor(70_000)
                        .faceAgainAt(0, 1)
                        .faceAskedFor(lasted)
                        .conversationMade()
                        .toldFor(1_000)
                        .acknowledged()
                        .inVideo(),
                aRoom().withUser().withAgent(OUR_AGENT).seen());
        assertThat(change.after().reason()).isEqualTo(Reason.AVATAR_LOST);
        assertThat(due(change.after())).isEqualTo(NOW + wait);
        assertThat(change.after().face().setbacks()).isEqualTo(setbacks);
    }
}
