package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sessions that end although people are there: the agent said goodbye. */
class FarewellTest {
    private static final String LEAVE = "understudy.leave";
    private static final Bounds MAY_LEAVE = new Bounds(true, 0, 0);
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

    @Test
    void anAgentThatSaidThatItIsDoneEndsTheSessionWhenItLeaves() {
        var saying = machine.advance(
                inVideo(),
                aRoom().withUser()
                        .withAgentSaying(LEAVE, "{\"for\":\"good\",\"why\":\"all is said\"}")
                        .withAvatar(SessionBuilder.AVATAR, true)
                        .seen());
        assertThat(saying.after().state()).as("it is still there").isEqualTo(SessionState.VIDEO);
        var gone = machine.advance(saying.after(), aRoom().withUser().seen());
        assertThat(gone.after().endReason()).isEqualTo(EndReason.AGENT_FINISHED);
        assertThat(chores(gone)).contains("END_CONVERSATION 1 c1");
        assertThat(gone.after().presence().company().last()).containsExactly("user");
    }

    @Test
    void thatItHandsOverMayBeKnownByTheWebhookOfItsLeavingAlone() {
        var gone =
                machine.advance(inVideo(), aRoom().withUser().parted("handover").seen());
        assertThat(gone.after().endReason()).isEqualTo(EndReason.HANDED_OVER);
    }

    @Test
    void whileItsLeavingIsAboutToBeToldOfNothingIsJudged() {
        var session = aSession()
                .withAgentFor(9_000)
                .because(Reason.TAVUS_FULL)
                .faceAgainAt(NOW + 9_000, 1)
                .inAudio();
        var between = machine.advance(
                session, aRoom().withUser().parted(Situation.Signs.LEAVING).seen());
        assertThat(between.after().state()).isEqualTo(SessionState.AUDIO);
        assertThat(between.after().stamps().dueAt()).isEqualTo(NOW + 1_000);
        assertThat(machine.advance(between.after(), aRoom().withUser().seenAt(NOW + 1_000))
                        .after()
                        .state())
                .as("and nothing was")
                .isEqualTo(SessionState.REQUESTED);
    }

    @Test
    void aWordThatComesLateTakesItsSuccessorBack() {
        var session = aSession().afterLosing(OUR_AGENT).dispatchedFor(100).dispatched();
        var late = machine.advance(session, aRoom().withUser().parted("good").seen());
        assertThat(late.after().endReason()).isEqualTo(EndReason.AGENT_FINISHED);
        assertThat(chores(late)).contains("DELETE_DISPATCH " + SessionBuilder.DISPATCH + "@ ");
    }

    @Test
    void oneThatLeavesWithoutAWordIsDoneOnlyWhereTheRuleSaysSo() {
        var room = aRoom().withUser().parted("client");
        assertThat(machine.advance(inVideo(), room.seen()).after().state()).isEqualTo(SessionState.REQUESTED);
        var allowed = aSession().within(MAY_LEAVE).withAgentFor(9_000).inAudio();
        assertThat(machine.advance(allowed, room.seen()).after().endReason()).isEqualTo(EndReason.AGENT_FINISHED);
        var shaky = machine.advance(
                allowed, aRoom().withUser().parted("client").livekitShaky().seen());
        assertThat(shaky.after().state()).as("it may be LiveKit that went").isEqualTo(SessionState.AUDIO);
    }

    @Test
    void whatItSaidBeforeIsNotTheWordOfItsSuccessor() {
        var said = aSession().withAgentFor(9_000).inAudio();
        var saying = machine.advance(
                said,
                aRoom().withUser().withAgentSaying(LEAVE, "{\"for\":\"good\"}").seen());
        var back = machine.advance(
                saying.after(), aRoom().withUser().withAgent(OUR_AGENT).seen());
        assertThat(machine.advance(back.after(), aRoom().withUser().seen())
                        .after()
                        .state())
                .isEqualTo(SessionState.REQUESTED);
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
