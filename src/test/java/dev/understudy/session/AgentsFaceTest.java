package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.SessionBuilder.CONVERSATION;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A face that the agent asks for itself, through the gateway: tracked as ours are, and no command given. */
class AgentsFaceTest {
    private static final String AVATAR = "tavus-avatar-agent";
    private static final long LOOK_AT = NOW + 12_000;
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());
    private final AgentsFace faces = new AgentsFace(Times.settings(), Times.faces());

    @Test
    void whatIsAskedIsWrittenDownBeforeAndIsATryFromThatMomentOn() {
        var change = faces.asked(own().withAgentFor(0).inAudio(), stage().seen(), AVATAR, LOOK_AT);
        var session = change.after();
        assertThat(session.state()).isEqualTo(SessionState.VIDEO_STARTING);
        assertThat(session.face().tries()).isEqualTo(1);
        assertThat(session.face().identity()).isEqualTo(AVATAR);
        assertThat(session.stamps().dueAt()).isEqualTo(LOOK_AT);
        assertThat(change.next()).isEqualTo(Change.Next.NONE);
        assertThat(change.chores()).isEmpty();
    }

    @Test
    void whatWasCutOffIsLookedForAndNeverAskedForAgain() {
        var session = asked();
        assertThat(machine.advance(session, stage().seen()).next()).isEqualTo(Change.Next.NONE);
        assertThat(machine.advance(session, stage().seenAt(LOOK_AT)).next()).isEqualTo(Change.Next.AVATAR);
        assertThat(session.face().unsure())
                .as("the avatar's flow only looks then")
                .isTrue();
    }

    @Test
    void withThePublishedVideoItIsVideoAndTheAgentIsToldNothing() {
        var made = made();
        var change = machine.advance(made, stage().withAvatar(AVATAR, true).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.VIDEO);
        assertThat(change.chores()).isEmpty();
        assertThat(change.after().stamps().dueAt()).isNull();
    }

    @Test
    void anAvatarThatDoesNotShowEndsInAudioAndItsConversationToo() {
        var change = machine.advance(made(), stage().withAvatar(AVATAR, false).seenAt(NOW + 15_000));
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
        assertThat(change.after().reason()).isEqualTo(Reason.AVATAR_NO_SHOW);
        assertThat(chores(change))
                .containsExactlyInAnyOrder("END_CONVERSATION 1 " + CONVERSATION, "REMOVE_PARTICIPANT " + AVATAR);
        assertThat(change.after().stamps().dueAt())
                .as("it asks again when it likes")
                .isNull();
    }

    @Test
    void anAgentThatIsNotSeenYetMayAskAndIsInVideoWhenItIsSeen() {
        var early = faces.asked(
                        own().dispatchedFor(300).dispatched(),
                        aRoom().withUser().seen(),
                        AVATAR,
                        LOOK_AT)
                .after();
        assertThat(early.state()).isEqualTo(SessionState.DISPATCHED);
        var known = faces.made(early, stage().seen(), CONVERSATION, "k1").after();
        var seen = machine.advance(known, stage().withAvatar(AVATAR, true).seen());
        assertThat(seen.after().state()).isEqualTo(SessionState.VIDEO);
        assertThat(seen.entries()).extracting(TimelineEntry::event).contains("agent joined", AgentsFace.ASKED);
    }

    @Test
    void anAgentThatAskedAndNeverCameLeavesNoConversation() {
        var early = faces.asked(own().dispatchedFor(10_000).lookedAt(2).dispatched(), aRoom().seen(), AVATAR, LOOK_AT)
                .after();
        var change = machine.advance(early, aRoom().withUser().seen());
        assertThat(change.after().state()).isEqualTo(SessionState.REQUESTED);
        assertThat(chores(change)).contains("END_CONVERSATION 1 ");
        assertThat(change.after().face().askedAt()).isZero();
    }

    @Test
    void theConversationEndsWithItsAgentAndWithItsSession() {
        var gone = machine.advance(made(), aRoom().withUser().seen());
        assertThat(gone.after().state()).isEqualTo(SessionState.REQUESTED);
        assertThat(chores(gone)).contains("END_CONVERSATION 1 " + CONVERSATION);
        var ended = machine.advance(made(), stage().endAsked().seen());
        assertThat(chores(ended)).contains("END_CONVERSATION 1 " + CONVERSATION);
    }

    @Test
    void aNoIsAudioWithItsReasonAndWithoutAWordToTheAgent() {
        var change = faces.refused(asked(), stage().seen(), Reason.TAVUS_KEY_REJECTED, false);
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
        assertThat(change.after().reason()).isEqualTo(Reason.TAVUS_KEY_REJECTED);
        assertThat(change.chores()).isEmpty();
        var doubtful = faces.refused(asked(), stage().seen(), Reason.TAVUS_UNAVAILABLE, true);
        assertThat(chores(doubtful)).containsExactly("END_CONVERSATION 1 ");
    }

    @Test
    void aNewRequestReplacesWhatIsThere() {
        var change = faces.asked(made(), stage().seen(), AVATAR, LOOK_AT);
        assertThat(change.after().state()).isEqualTo(SessionState.VIDEO_STARTING);
        assertThat(change.after().face().tries()).isEqualTo(2);
        assertThat(change.after().face().conversationId()).isNull();
        assertThat(chores(change)).containsExactly("END_CONVERSATION 1 " + CONVERSATION);
    }

    @Test
    void whoIsNotAskedSaysWhyAndChangesNoOtherState() {
        var change = faces.notAsked(own().withAgentFor(0).inAudio(), stage().seen(), Reason.AUDIO_BY_OPERATOR);
        assertThat(change.after().reason()).isEqualTo(Reason.AUDIO_BY_OPERATOR);
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
        assertThat(change.chores()).isEmpty();
        assertThat(faces.notAsked(made(), stage().seen(), Reason.AUDIO_BY_OPERATOR)
                        .after()
                        .reason())
                .isNull();
    }

    @Test
    void noAnswerInTimeIsLookedForAndMeansUnavailableInTheEnd() {
        var session = faces.unsure(asked(), stage().seen()).after();
        assertThat(session.stamps().dueAt()).isEqualTo(NOW + 1_000);
        var change = machine.advance(session, stage().seenAt(NOW + 15_000));
        assertThat(change.after().reason()).isEqualTo(Reason.TAVUS_UNAVAILABLE);
        assertThat(chores(change)).containsExactly("END_CONVERSATION 1 ");
    }

    private Session asked() {
        return faces.asked(own().withAgentFor(20_000).inAudio(), stage().seen(), AVATAR, LOOK_AT)
                .after();
    }

    private Session made() {
        return faces.made(asked(), stage().seen(), CONVERSATION, "k1").after();
    }

    private static SessionBuilder own() {
        return aSession().withAvatarBy(Plan.AvatarBy.AGENT);
    }

    private static SituationBuilder stage() {
        return aRoom().withUser().withAgent(OUR_AGENT);
    }
}
