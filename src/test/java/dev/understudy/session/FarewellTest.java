package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Sessions that end although people are there: the agent said goodbye, or the room's rule sets a limit. */
class FarewellTest {
    private static final String LEAVE = "understudy.leave";
    private static final Bounds MAY_LEAVE = new Bounds(true, 0, 0);
    private static final Bounds TWO_MINUTES = new Bounds(false, 120_000, 0);
    private static final Bounds IDLE = new Bounds(false, 0, 120_000);
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

    @Test
    void aSessionThatMayLastTwoMinutesTellsTheAgentAMinuteBeforeAndEnds() {
        var session = aSession()
                .within(TWO_MINUTES)
                .withAgentFor(9_000)
                .because(Reason.TAVUS_FULL)
                .faceAgainAt(NOW + 900_000, 1);
        var room = aRoom().withUser().withAgent(OUR_AGENT); // it was opened a minute ago
        var warned = machine.advance(session.inAudio(), room.seen());
        assertThat(warned.after().presence().company().endsAt()).isEqualTo(NOW + 60_000);
        assertThat(chores(warned)).containsExactly("TELL_AGENT 0");
        assertThat(warned.after().stamps().dueAt()).isEqualTo(NOW + 60_000);
        assertThat(machine.advance(warned.after(), room.seenAt(NOW + 1)).isSomething())
                .as("told once")
                .isFalse();
        var over = machine.advance(warned.after(), room.seenAt(NOW + 60_000));
        assertThat(over.after().endReason()).isEqualTo(EndReason.TOO_LONG);
        assertThat(over.after().presence().company().last()).containsExactly("user");
    }

    @Test
    void whereNobodyIsHeardForLongItEndsAndWhoIsHeardInTimeKeepsIt() {
        var silent = heardAt(NOW - 60_000);
        var warned = machine.advance(
                silent, aRoom().withUser().withAgent(OUR_AGENT).muted().seen());
        assertThat(warned.after().presence().company().endsAt()).isEqualTo(NOW + 60_000);
        var goesOn = machine.advance(
                warned.after(), aRoom().withUser().withAgent(OUR_AGENT).seenAt(NOW + 30_000));
        assertThat(goesOn.after().presence().company().endsAt()).isZero();
        assertThat(chores(goesOn)).as("and that is told, too").containsExactly("TELL_AGENT 0");
        assertThat(goesOn.after().stamps().dueAt()).isEqualTo(NOW + 90_000);
        var over = machine.advance(
                warned.after(), aRoom().withUser().withAgent(OUR_AGENT).muted().seenAt(NOW + 60_000));
        assertThat(over.after().endReason()).isEqualTo(EndReason.IDLE);
    }

    @Test
    void anAgentThatTellsWhenItHeardSomebodyIsBelievedMoreThanAnOpenMicrophone() {
        var told = Instant.ofEpochMilli(NOW - 10_000).toString();
        var heard = machine.advance(
                heardAt(NOW - 100_000),
                aRoom().withUser().withAgentSaying("understudy.heard", told).seen());
        assertThat(heard.after().presence().company().heardAt()).isEqualTo(NOW - 10_000);
        var old = Instant.ofEpochMilli(NOW - 120_000).toString();
        var over = machine.advance(
                heardAt(NOW - 120_000),
                aRoom().withUser().withAgentSaying("understudy.heard", old).seen());
        assertThat(over.after().endReason()).isEqualTo(EndReason.IDLE);
    }

    @Test
    void aTimeFromTheFutureIsNow() {
        var change = machine.advance(
                heardAt(NOW - 100_000),
                aRoom().withUser()
                        .withAgentSaying("understudy.heard", "+999999999-12-31T23:59:59Z")
                        .seen());
        assertThat(change.after().presence().company().heardAt()).isLessThanOrEqualTo(NOW);
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
    }

    private static Session heardAt(long time) {
        return aSession()
                .within(IDLE)
                .with(Company.NONE.heard(time))
                .withAgentFor(9_000)
                .because(Reason.TAVUS_FULL)
                .faceAgainAt(NOW + 900_000, 1)
                .inAudio();
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
