package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SessionBuilder.aSessionWithoutUser;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** People on the telephone: whether they are there while it rings, and whom a face is for. */
class TelephoneTest {
    private static final Map<String, String> RINGS_HERE = Map.of("sip.ruleID", "SDR_1", "sip.callStatus", "ringing");
    private static final Map<String, String> RINGS_THERE = Map.of("sip.callStatus", "ringing");
    private static final Map<String, String> ANSWERED = Map.of("sip.callStatus", "active");
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

    @Test
    void whoCallsHereIsThereWhileItRingsForOnlyAnAgentsSoundAnswersIt() {
        assertThat(aRoom().withPhone(RINGS_HERE).seen().view().users()).hasSize(1);
    }

    @Test
    void whomWeCallIsThereWhenItIsAnswered() {
        assertThat(aRoom().withPhone(RINGS_THERE).seen().view().users()).isEmpty();
        assertThat(aRoom().withPhone(Map.of("sip.callStatus", "dialing"))
                        .seen()
                        .view()
                        .isDialling())
                .isTrue();
        assertThat(aRoom().withPhone(ANSWERED).seen().view().users()).hasSize(1);
        assertThat(aRoom().withPhone(Map.of()).seen().view().users())
                .as("an older SIP server says nothing")
                .hasSize(1);
    }

    @Test
    void whileItRingsThereNobodyIsMissedAndItIsLookedAtEveryTwoSeconds() {
        var session = aSessionWithoutUser()
                .dispatchedFor(120_000)
                .withAgentFor(110_000)
                .inAudio();
        var rings = machine.advance(
                session, aRoom().withPhone(RINGS_THERE).withAgent(OUR_AGENT).seen());
        assertThat(rings.after().state()).isEqualTo(SessionState.AUDIO);
        assertThat(rings.after().stamps().dueAt()).isEqualTo(NOW + 2_000);
        var hungUp = machine.advance(session, aRoom().withAgent(OUR_AGENT).seen());
        assertThat(hungUp.after().endReason()).isEqualTo(EndReason.NO_USER_CAME);
    }

    @Test
    void noFaceIsPaidForWhileEverybodyIsOnTheTelephone() {
        var change = machine.advance(
                aSession().withAgentFor(9_000).inAudio(),
                aRoom().withPhone(ANSWERED).withAgent(OUR_AGENT).seen());
        assertThat(change.after().reason()).isEqualTo(Reason.NOBODY_CAN_SEE);
        assertThat(change.next()).isEqualTo(Change.Next.NONE);
        var browser = machine.advance(
                change.after(),
                aRoom().withPhone(ANSWERED).withUser().withAgent(OUR_AGENT).seen());
        assertThat(browser.next()).as("it comes with who can see it").isEqualTo(Change.Next.AVATAR);
    }

    @Test
    void aFaceEndsWhenWhoCouldSeeItStaysAwayAndNotWhenAPageIsLoadedAnew() {
        var gone = machine.advance(inVideo(), alone().seen());
        assertThat(gone.after().state()).isEqualTo(SessionState.VIDEO);
        assertThat(gone.after().stamps().dueAt()).isEqualTo(NOW + 10_000);
        var back = machine.advance(gone.after(), alone().withUser().seenAt(NOW + 2_000));
        assertThat(back.after().presence().company().unseenSince()).isZero();
        var away = machine.advance(gone.after(), alone().seenAt(NOW + 10_000));
        assertThat(away.after().reason()).isEqualTo(Reason.NOBODY_CAN_SEE);
        assertThat(chores(away)).contains("END_CONVERSATION 1 c1");
    }

    private static SituationBuilder alone() {
        return aRoom().withPhone(ANSWERED).withAgent(OUR_AGENT).withAvatar(SessionBuilder.AVATAR, true);
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
