package dev.understudy.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.session.Casting;
import dev.understudy.session.Command;
import dev.understudy.session.Company;
import dev.understudy.session.Conduct;
import dev.understudy.session.EndReason;
import dev.understudy.session.Face;
import dev.understudy.session.Plan;
import dev.understudy.session.Presence;
import dev.understudy.session.Reason;
import dev.understudy.session.Session;
import dev.understudy.session.SessionState;
import org.junit.jupiter.api.Test;

/** What a change of a session means for the numbers. Times count from the session's creation, ms. */
class MeaningTest {
    private static final long DEADLINE = 10_000;
    private static final long AT = 1_000_000;
    private static final Casting WAITING = new Casting(1, 0, "AD_1", AT, AT, 0, null, 0, null, null, 0, Conduct.NEW);
    private static final Face NO_FACE = Face.NONE;
    private static final Face ASKED = new Face(1, "avatar", null, null, AT, false, 0, 0);
    private static final Face MADE = new Face(1, "avatar", "c1", "key", AT, false, 0, 0);

    @Test
    void theFirstAgentIsTimedFromTheSessionsCreation() {
        var change = new Meaning(session(SessionState.DISPATCHED), audio(joined(1, 700), null, NO_FACE));
        assertThat(change.timeToAgent()).hasValue(700);
        assertThat(change.dispatchResult()).contains("joined");
        assertThat(change.agentCame(DEADLINE)).contains(true);
    }

    @Test
    void aReplacedAgentCountsAsJoinedAndIsNotTimed() {
        var lost = new Casting(2, 1, "AD_2", AT, AT, 0, null, 0, "agent-1", null, 0, Conduct.NEW);
        var change = new Meaning(session(SessionState.DISPATCHED, lost), audio(joined(2, 90_000), null, NO_FACE));
        assertThat(change.timeToAgent()).isEmpty();
        assertThat(change.agentCame(DEADLINE)).contains(true);
    }

    @Test
    void anAttemptThatCameToNothingHasItsCause() {
        var again = new Casting(2, 0, "AD_1", 0, AT, 0, null, 0, null, EndReason.NO_WORKER, 0, Conduct.NEW);
        assertThat(new Meaning(session(SessionState.DISPATCHED), session(SessionState.REQUESTED, again))
                        .dispatchResult())
                .contains("no_worker");
        var failed = ended(SessionState.FAILED, EndReason.AGENT_NO_SHOW, 0);
        var change = new Meaning(session(SessionState.DISPATCHED), failed);
        assertThat(change.dispatchResult()).contains("agent_no_show");
        assertThat(change.agentCame(DEADLINE)).contains(false);
        assertThat(change.isOver()).isTrue();
    }

    @Test
    void anAgentThatIsLostIsNoDispatchThatFailed() {
        var lost = new Casting(2, 1, "AD_1", 0, AT, 0, null, 0, "agent-1", null, 0, Conduct.NEW);
        var change = new Meaning(audio(joined(1, 700), null, NO_FACE), session(SessionState.REQUESTED, lost));
        assertThat(change.dispatchResult()).isEmpty();
        assertThat(change.agentCame(DEADLINE)).isEmpty();
    }

    @Test
    void aUserWhoWaitedInVainCountsAndOneWhoLeftAtOnceDoesNot() {
        var before = session(SessionState.DISPATCHED);
        assertThat(new Meaning(before, ended(SessionState.ENDED, EndReason.USER_LEFT, 12_000)).agentCame(DEADLINE))
                .contains(false);
        assertThat(new Meaning(before, ended(SessionState.ENDED, EndReason.USER_LEFT, 2_000)).agentCame(DEADLINE))
                .isEmpty();
    }

    @Test
    void videoIsTimedFromTheAgentOnTheFirstTryOnly() {
        var starting = state(SessionState.VIDEO_STARTING, joined(1, 700), null, MADE, 1_500);
        assertThat(new Meaning(starting, state(SessionState.VIDEO, joined(1, 700), null, MADE, 2_000)).timeToVideo())
                .hasValue(1_300);
        var later = state(SessionState.VIDEO_STARTING, joined(1, 700), Reason.TAVUS_UNAVAILABLE, MADE, 90_000);
        assertThat(new Meaning(later, state(SessionState.VIDEO, joined(1, 700), null, MADE, 91_000)).timeToVideo())
                .isEmpty();
    }

    @Test
    void aUserWhoComesBackIsNoSecondVideo() {
        var ending = state(SessionState.ENDING, joined(1, 700), null, MADE, 50_000);
        assertThat(new Meaning(ending, state(SessionState.VIDEO, joined(1, 700), null, MADE, 51_000)).timeToVideo())
                .isEmpty();
    }

    @Test
    void aFallbackIsCountedEachTimeItHappensAndNotWhileItLasts() {
        var starting = state(SessionState.VIDEO_STARTING, joined(1, 700), null, ASKED, 1_500);
        var audio = audio(joined(1, 700), Reason.TAVUS_KEY_REJECTED, NO_FACE);
        assertThat(new Meaning(starting, audio).fallback()).contains(Reason.TAVUS_KEY_REJECTED);
        assertThat(new Meaning(starting, audio).tavusGave()).contains(false);
        assertThat(new Meaning(audio, audio).fallback()).isEmpty();
        assertThat(new Meaning(audio, audio).tavusGave()).isEmpty();
    }

    @Test
    void aFaceThatIsNotEvenAskedForIsNotGiven() {
        var change = new Meaning(
                audio(joined(1, 700), null, NO_FACE), audio(joined(1, 700), Reason.TAVUS_UNAVAILABLE, NO_FACE));
        assertThat(change.tavusGave()).contains(false);
    }

    @Test
    void anAvatarThatDoesNotComeIsNotTavussAnswer() {
        var starting = state(SessionState.VIDEO_STARTING, joined(1, 700), null, ASKED, 1_500);
        var made = state(SessionState.VIDEO_STARTING, joined(1, 700), null, MADE, 1_600);
        assertThat(new Meaning(starting, made).tavusGave()).contains(true);
        assertThat(new Meaning(made, audio(joined(1, 700), Reason.AVATAR_NO_SHOW, NO_FACE)).tavusGave())
                .isEmpty();
    }

    private static Casting joined(int attempt, long after) {
        return new Casting(attempt, attempt, "AD_1", AT, AT, 0, "agent-1", AT + after, null, null, 0, Conduct.NEW);
    }

    private static Session session(SessionState state) {
        return session(state, WAITING);
    }

    private static Session session(SessionState state, Casting casting) {
        return state(state, casting, null, NO_FACE, 500);
    }

    private static Session audio(Casting casting, Reason reason, Face face) {
        return state(SessionState.AUDIO, casting, reason, face, 800);
    }

    private static Session state(SessionState state, Casting casting, Reason reason, Face face, long at) {
        return make(new Session.Stamps(AT, AT + at, null, 1), state, reason, null, casting, face);
    }

    private static Session ended(SessionState state, EndReason why, long after) {
        return make(new Session.Stamps(AT, AT + after, null, 1), state, null, why, WAITING, NO_FACE);
    }

    private static Session make(
            Session.Stamps stamps, SessionState state, Reason reason, EndReason end, Casting casting, Face face) {
        var plan = new Plan("avatar-agent", Plan.AvatarBy.UNDERSTUDY, null, null);
        var presence = new Presence("RM_1", true, true, 0, 0, null, null, 0, 0, false, Company.NONE);
        return new Session("s1", "demo", plan, state, reason, end, casting, face, Command.NONE, presence, stamps);
    }
}
