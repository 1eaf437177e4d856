package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions that last too long, and those in which nobody is heard any more. */
class TimeLimitsTest {
    private static final String HEARD = "understudy.heard";
    private static final Bounds TWO_MINUTES = new Bounds(false, 120_000, 0);
    private static final Bounds IDLE = new Bounds(false, 0, 120_000);
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

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
                aRoom().withUser().withAgentSaying(HEARD, told).seen());
        assertThat(heard.after().presence().company().heardAt()).isEqualTo(NOW - 10_000);
        var old = Instant.ofEpochMilli(NOW - 120_000).toString();
        var over = machine.advance(
                heardAt(NOW - 120_000),
                aRoom().withUser().withAgentSaying(HEARD, old).seen());
        assertThat(over.after().endReason()).isEqualTo(EndReason.IDLE);
    }

    @Test
    void aTimeFromTheFutureIsNow() {
        var change = machine.advance(
                heardAt(NOW - 100_000),
                aRoom().withUser()
                        .withAgentSaying(HEARD, "+999999999-12-31T23:59:59Z")
                        .seen());
        assertThat(change.after().presence().company().heardAt()).isLessThanOrEqualTo(NOW);
        assertThat(change.after().state()).isEqualTo(SessionState.AUDIO);
    }

    @Test
    void anAgentThatHasHeardNobodyYetIsBelievedMoreThanAnOpenMicrophone() {
        var room = aRoom().withUser().withAgentSaying(HEARD, "never");
        var over = machine.advance(heardAt(NOW - 120_000), room.seen());
        assertThat(over.after().endReason()).isEqualTo(EndReason.IDLE);
        var fresh = machine.advance(heard(Company.NONE, 9_000), room.seen());
        assertThat(fresh.after().presence().company().heardAt())
                .as("from then on it counts")
                .isEqualTo(NOW);
    }

    @Test
    void whatNobodyUnderstandsIsNoReport() {
        var millis = Long.toString(NOW - 10_000);
        var change = machine.advance(
                heardAt(NOW - 120_000),
                aRoom().withUser().withAgentSaying(HEARD, millis).seen());
        assertThat(change.after().state()).as("the microphone is open").isEqualTo(SessionState.AUDIO);
        assertThat(change.after().presence().company().reported()).isFalse();
    }

    @Test
    void aNewAgentMakesTheSilenceBeforeItNoShorter() {
        var before = Company.NONE.heard(NOW - 60_000).reporting();
        for (var room : List.of(
                aRoom().withUser().withAgent(OUR_AGENT), aRoom().withUser().withAgentSaying(HEARD, "never"))) {
            var change = machine.advance(heard(before, 29_999), room.seen());
            assertThat(change.after().presence().company().heardAt()).isEqualTo(NOW - 60_000);
        }
        var silent = machine.advance(
                heard(before, 30_000), aRoom().withUser().withAgent(OUR_AGENT).seen());
        assertThat(silent.after().presence().company().heardAt())
                .as("it never tells whom it hears")
                .isEqualTo(NOW);
    }

    @Test
    void thatAgentsTellWhomTheyHearIsRememberedForTheNextOne() {
        var told = machine.advance(
                heardAt(NOW - 60_000),
                aRoom().withUser().withAgentSaying(HEARD, "never").seen());
        assertThat(told.after().presence().company().reported()).isTrue();
    }

    @Test
    void whoeverIsReplacedInTheLastMinuteLeavesTheNextOneAMinuteToHearSomebody() {
        var before = Company.NONE.heard(NOW - 120_000).reporting();
        var room = aRoom().withUser().withAgentSaying(HEARD, "never");
        var warned = machine.advance(heard(before, 20_000), room.seen());
        assertThat(warned.after().presence().company().endsAt()).isEqualTo(NOW + 40_000);
        assertThat(chores(warned)).containsExactly("TELL_AGENT 0");
        assertThat(warned.after().stamps().dueAt()).isEqualTo(NOW + 40_000);
        var over = machine.advance(warned.after(), room.seenAt(NOW + 40_000));
        assertThat(over.after().endReason()).isEqualTo(EndReason.IDLE);
    }

    /** With an agent that has been there for long. */
    private static Session heardAt(long time) {
        return heard(Company.NONE.heard(time), 900_000);
    }

    private static Session heard(Company company, long longAgo) {
        return aSession()
                .within(IDLE)
                .with(company)
                .withAgentFor(longAgo)
                .because(Reason.TAVUS_FULL)
                .faceAgainAt(NOW + 900_000, 1)
                .inAudio();
    }
}
