package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.SessionBuilder.DISPATCH;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Agents that come only to go, agents that answer, and agents whose LiveKit tells no names: as they are in the wild. */
class AgentConductTest {
    private static final long STEADY_MS = 30_000;
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

    @Test
    void oneThatIsGoneTooSoonIsReplacedAtOnceAndTheNextOnesWaitEverLonger() {
        assertThat(lost(aSession().withAgentFor(3_000)).next()).isEqualTo(Change.Next.DISPATCH);
        assertThat(waits(lost(aSession().afterLeaves(1).withAgentFor(3_000)))).isEqualTo(10_000);
        assertThat(waits(lost(aSession().afterLeaves(2).withAgentFor(3_000)))).isEqualTo(20_000);
        var last = lost(aSession().afterLeaves(3).withAgentFor(3_000));
        assertThat(last.after().state()).isEqualTo(SessionState.FAILED);
        assertThat(last.after().endReason()).isEqualTo(EndReason.AGENT_KEEPS_LEAVING);
        assertThat(last.entries())
                .extracting(TimelineEntry::event)
                .contains("agent left", "failed: agent_keeps_leaving");
    }

    @Test
    void oneThatStayedStartsTheCountAnew() {
        var change = lost(aSession().afterLeaves(3).withAgentFor(STEADY_MS));
        assertThat(change.next()).isEqualTo(Change.Next.DISPATCH);
        assertThat(change.after().casting().conduct().leaves()).isZero();
        assertThat(change.after().casting().spent()).isOne();
        var young = lost(aSession().afterLeaves(2).withAgentFor(STEADY_MS - 1));
        assertThat(young.after().casting().conduct().leaves()).isEqualTo(3);
    }

    @Test
    void thoseThatCrashAgainAndAgainJustAfterTheyStayedAreReplacedMoreAndMoreSlowly() {
        var waits = new ArrayList<Long>();
        var session = aSession().withAgentFor(STEADY_MS).inAudio();
        var now = NOW;
        for (var loss = 0; loss < 8; loss++) {
            var gone = machine.advance(session, aRoom().withUser().facesOff().seenAt(now))
                    .after();
            waits.add(Math.max(0, gone.casting().againAt() - now));
            now = Math.max(now, gone.casting().againAt()) + STEADY_MS + 1_000;
            session = machine.advance(
                            gone,
                            aRoom().withUser()
                                    .withAgent("agent-" + loss)
                                    .facesOff()
                                    .seenAt(now - STEADY_MS))
                    .after();
            assertThat(session.state()).isEqualTo(SessionState.AUDIO);
        }
        assertThat(waits).containsExactly(0L, 0L, 0L, 10_000L, 10_000L, 20_000L, 40_000L, 40_000L);
    }

    @Test
    void onesThatAreLostEveryOtherMinuteAreReplacedAtOnce() {
        var conduct = Conduct.NEW;
        for (var minute = 2; minute < 60; minute += 2) {
            conduct = conduct.stayed(1, minute * 60_000L);
            assertThat(conduct.reasonsToWait(minute * 60_000L)).isLessThan(2);
        }
    }

    /** A night of crashes is no reason to let people wait for the whole next day. */
    @Test
    void howeverOftenTheyCrashedAllIsForgottenAQuarterOfAnHourLater() {
        var conduct = Conduct.NEW;
        var now = NOW;
        for (var loss = 0; loss < 400; loss++) conduct = conduct.stayed(1, now += 91_000);
        assertThat(Times.settings().waitAfter(conduct.reasonsToWait(now))).isEqualTo(60_000);
        now += 16 * 60_000;
        conduct = conduct.stayed(1, now);
        assertThat(Times.settings().waitAfter(conduct.reasonsToWait(now))).isZero();
    }

    @Test
    void attemptsWithoutAnAgentAndAgentsThatWereGoneTooSoonCountTogether() {
        var session = aSession().afterLeaves(3).dispatchedFor(5_300).lookedAt(1).dispatched();
        var change =
                machine.advance(session, aRoom().withUser().listing(DISPATCH).seen());
        assertThat(change.after().state()).isEqualTo(SessionState.FAILED);
        assertThat(change.after().endReason()).isEqualTo(EndReason.NO_WORKER);
    }

    @Test
    void theFirstFaceThatGoesWithItsAgentIsAskedForAgainAtOnceTheNextOneWaits() {
        var once = lost(withFace(0));
        assertThat(once.after().face().againAt()).isZero();
        assertThat(once.after().face().setbacks()).isOne();
        var twice = lost(withFace(1));
        assertThat(twice.after().face().againAt()).isEqualTo(NOW + 60_000);
        assertThat(twice.after().reason()).as("it says why").isEqualTo(Reason.AVATAR_LOST);
        assertThat(chores(twice)).contains("END_CONVERSATION 1 c1");
    }

    @Test
    void aFaceThatWaitsGoesOnWaitingWhenTheAgentGoes() {
        var change = lost(aSession()
                .because(Reason.TAVUS_FULL)
                .faceAgainAt(NOW + 9_000, 2)
                .withAgentFor(3_000));
        assertThat(change.after().face().againAt()).isEqualTo(NOW + 9_000);
        assertThat(change.after().reason()).isEqualTo(Reason.TAVUS_FULL);
    }

    @Test
    void thatAnAgentAnsweredIsWrittenDownAndForgottenWithIt() {
        var session = aSession()
                .because(Reason.TAVUS_FULL)
                .faceAgainAt(NOW + 9_000, 1)
                .withAgentFor(9_000)
                .inAudio();
        var there = aRoom().withUser().withAgent(OUR_AGENT);
        assertThat(machine.advance(session, there.seen())
                        .after()
                        .casting()
                        .conduct()
                        .answers())
                .isFalse();
        var heard = machine.advance(session, there.answering(OUR_AGENT).seen());
        assertThat(heard.isSomething()).isTrue();
        assertThat(heard.after().casting().conduct().answers()).isTrue();
        var gone = machine.advance(heard.after(), aRoom().withUser().seen());
        assertThat(gone.after().casting().conduct().answers()).isFalse();
    }

    @Test
    void whereNoNamesAreToldTheJobSaysWhoseAgentItIs() {
        var session = aSession().dispatchedFor(400).dispatched();
        var room = aRoom().withUser().withUnnamedAgent(OUR_AGENT).withUnnamedAgent("agent-of-others");
        assertThat(machine.needsDispatches(session, room.seen())).isTrue();
        assertThat(machine.advance(session, room.seen()).after().state()).isEqualTo(SessionState.DISPATCHED);
        var change = machine.advance(session, room.listing(DISPATCH, OUR_AGENT).seen());
        assertThat(change.after().casting().identity()).isEqualTo(OUR_AGENT);
        assertThat(chores(change)).as("the other one is none of our business").isEmpty();
    }

    @Test
    void oneTooManyIsKnownByItsJobToo() {
        var session = aSession()
                .because(Reason.TAVUS_FULL)
                .faceAgainAt(NOW + 9_000, 1)
                .withAgentFor(9_000)
                .inAudio();
        var room = aRoom().withUser().withUnnamedAgent(OUR_AGENT).withUnnamedAgent("agent-AJ_2");
        assertThat(machine.needsDispatches(session, room.seen())).isTrue();
        var change = machine.advance(
                session,
                room.listing(DISPATCH, OUR_AGENT).listing("AD_2", "agent-AJ_2").seen());
        assertThat(chores(change)).containsExactly("REMOVE_PARTICIPANT agent-AJ_2");
        var named = aRoom().withUser().withAgent(OUR_AGENT).withUnnamedAgent("agent-of-others");
        assertThat(machine.needsDispatches(session, named.seen()))
                .as("where names are told, it is another's")
                .isFalse();
    }

    @Test
    void andWhoWasAdoptedByItsJobIsKnownFromThenOn() {
        var session = aSession()
                .because(Reason.TAVUS_FULL)
                .faceAgainAt(NOW + 9_000, 1)
                .withAgentFor(9_000)
                .inAudio();
        var room = aRoom().withUser().withUnnamedAgent(OUR_AGENT).withUnnamedAgent("agent-of-others");
        var change = machine.advance(session, room.seen());
        assertThat(change.after().casting()).isEqualTo(session.casting());
        assertThat(change.entries()).isEmpty();
        assertThat(change.chores()).isEmpty();
    }

    private static long waits(Change change) {
        assertThat(change.after().state()).isEqualTo(SessionState.REQUESTED);
        assertThat(change.next()).isEqualTo(Change.Next.NONE);
        assertThat(change.after().stamps().dueAt())
                .isEqualTo(change.after().casting().againAt());
        return change.after().casting().againAt() - NOW;
    }

    private Change lost(SessionBuilder session) {
        return machine.advance(session.inAudio(), aRoom().withUser().seen());
    }

    private Change lost(Session session) {
        return machine.advance(session, aRoom().withUser().seen());
    }

    private static Session withFace(int setbacks) {
        return aSession()
                .withAgentFor(9_000)
                .faceAgainAt(0, setbacks)
                .faceAskedFor(8_000)
                .conversationMade()
                .toldFor(5_000)
                .acknowledged()
                .inVideo();
    }
}
