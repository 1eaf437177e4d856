package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tavus says no: audio at once with the reason, and the way back to video. */
class FaceRefusedTest {
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"TAVUS_KEY_REJECTED", "TAVUS_OUT_OF_CREDITS", "TAVUS_UNAVAILABLE"})
    void whatConcernsEveryoneWaitsForTheBreaker(Reason reason) {
        var change = machine.refused(asked(), stage().seen(), reason, false);
        back(change, reason);
        assertThat(change.after().stamps().dueAt()).isNull();
        assertThat(change.after().face().againAt()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"TAVUS_FULL", "TAVUS_MISCONFIGURED"})
    void whatConcernsThisSessionHasItsOwnDoublingWait(Reason reason) {
        back(machine.refused(asked(), stage().seen(), reason, false), reason);
        assertThat(waitAfterSetbacks(0, reason)).isEqualTo(30_000);
        assertThat(waitAfterSetbacks(1, reason)).isEqualTo(60_000);
        assertThat(waitAfterSetbacks(30, reason)).isEqualTo(600_000);
    }

    @Test
    void aRefusedRequestLeavesNoConversationToEnd() {
        var change = machine.refused(asked(), stage().seen(), Reason.TAVUS_KEY_REJECTED, false);
        assertThat(chores(change)).noneMatch(chore -> chore.startsWith("END_CONVERSATION"));
    }

    @Test
    void aRefusalOfTheLookDoesNotForgetARequestWhoseAnswerWasLost() {
        var change = machine.refused(asked(), stage().seen(), Reason.TAVUS_KEY_REJECTED, true);
        assertThat(chores(change)).anyMatch(chore -> chore.startsWith("END_CONVERSATION"));
    }

    @Test
    void whileTheBreakerIsOpenTavusIsNotAskedAndTheReasonSaysWhy() {
        var session = aSession().withAgentFor(0).inAudio();
        var change = machine.advance(
                session, stage().breakerOpen(Reason.TAVUS_KEY_REJECTED).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
        assertThat(change.after().reason()).isEqualTo(Reason.TAVUS_KEY_REJECTED);
        assertThat(change.next()).isEqualTo(Change.Next.NONE);
    }

    @Test
    void whenTheBreakerIsClosedARunningSessionGetsItsFace() {
        var session = aSession()
                .because(Reason.TAVUS_KEY_REJECTED)
                .withAgentFor(9_000)
                .inAudio();
        assertThat(machine.advance(session, stage().seen()).next()).isEqualTo(Change.Next.AVATAR);
    }

    @Test
    void withoutUpgradeARunningSessionStaysInAudio() {
        var faces =
                new FaceSettings(FaceSettings.Provider.TAVUS, false, Duration.ofSeconds(30), Duration.ofMinutes(10));
        var session = aSession()
                .because(Reason.TAVUS_KEY_REJECTED)
                .withAgentFor(9_000)
                .inAudio();
        var change = new SessionMachine(Times.settings(), faces).advance(session, stage().seen());
        assertThat(change.isSomething()).isTrue();
        assertThat(change.next()).isEqualTo(Change.Next.NONE);
    }

    private long waitAfterSetbacks(int setbacks, Reason reason) {
        var session = aSession().withAgentFor(9_000).faceAgainAt(0, setbacks).faceAskedFor(100);
        return machine.refused(session.startingVideo(), stage().seen(), reason, false)
                        .after()
                        .face()
                        .againAt()
                - NOW;
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

    private static Session asked() {
        return aSession().withAgentFor(9_000).faceAskedFor(100).startingVideo();
    }
}
