package dev.understudy.session;

import static dev.understudy.session.Outcome.due;
import static dev.understudy.session.SessionBuilder.AVATAR;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What was not judged, or is wanted at once, comes to another turn although nobody tells of it. */
class LookAgainTest {
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

    @Test
    void anAvatarThatIsMissingWhileLiveKitIsShakyIsLookedForAgain() {
        var change = machine.advance(
                onVideo(),
                aRoom().withUser().withAgent(OUR_AGENT).livekitShaky().seen());
        assertThat(change.after().state()).isEqualTo(SessionState.VIDEO);
        assertThat(due(change.after())).isEqualTo(NOW + 1_000);
    }

    @Test
    void anAgentThatIsMissingWhileLiveKitIsShakyIsLookedForAgain() {
        var change = machine.advance(
                aSession().withAgentFor(9_000).inAudio(),
                aRoom().withUser().livekitShaky().facesOff().seen());
        assertThat(due(change.after())).isEqualTo(NOW + 1_000);
    }

    @Test
    void whileLiveKitIsShakyNobodyLooksAgainWhereNothingIsMissing() {
        var seen = aRoom().withUser().withAgent(OUR_AGENT).withAvatar(AVATAR, true);
        var change = machine.advance(onVideo(), seen.livekitShaky().seen());
        assertThat(change.after().stamps().dueAt()).isNull();
    }

    @Test
    void theOneMoreTryAfterALostAvatarIsDueAtOnce() {
        var change = machine.advance(
                onVideo(), aRoom().withUser().withAgent(OUR_AGENT).seen());
        assertThat(change.after().reason()).isEqualTo(Reason.AVATAR_LOST);
        assertThat(due(change.after())).isEqualTo(NOW);
    }

    private static Session onVideo() {
        return aSession()
                .withAgentFor(9_000)
                .faceAskedFor(5_000)
                .conversationMade()
                .toldFor(1_000)
                .acknowledged()
                .inVideo();
    }
}
