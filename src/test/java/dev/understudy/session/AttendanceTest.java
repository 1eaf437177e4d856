package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.Outcome.due;
import static dev.understudy.session.SessionBuilder.DISPATCH;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.ROOM;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SessionBuilder.aSessionWithoutUser;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;

/** What the story says of users and rooms, and that nobody is missed before an agent was asked for. */
class AttendanceTest {
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

    @AfterEach
    void noLineIsAboutTheSessionAnyMore() {
        MDC.remove(Mention.KEY);
    }

    @Test
    void theStorySaysWhenAUserCame() {
        var change = machine.advance(
                aSessionWithoutUser().withAgentFor(9_000).inAudio(),
                aRoom().withUser().withAgent(OUR_AGENT).facesOff().seen());
        assertThat(change.entries()).extracting(TimelineEntry::event).contains("user in the room");
    }

    @Test
    void theStorySaysWhenLiveKitLostTheRoom() {
        var change = machine.advance(
                aSession().inRoom("RM_1", 0).withAgentFor(9_000).inAudio(),
                aRoom().withUser().withAgent(OUR_AGENT).sid("RM_2").seen());
        assertThat(change.entries())
                .extracting(TimelineEntry::event)
                .contains("room started anew: LiveKit lost the old one");
    }

    /** Under load the first event of a room that started anew is heard seconds late: nobody needs these seconds to come back. */
    @Test
    void theTimeToComeBackRunsFromTheRoomsFirstEventOnHoweverLateItIsHeard() {
        var session = aSession().inRoom("RM_1", 0).withAgentFor(9_000).inAudio();
        var late = aRoom().withAgent(OUR_AGENT).sidSince("RM_2", NOW - 10_000).seen();
        assertThat(machine.advance(session, late).after().state()).isEqualTo(SessionState.ENDING);
        var soon = aRoom().withAgent(OUR_AGENT).sidSince("RM_2", NOW - 1_000).seen();
        assertThat(machine.advance(session, soon).after().state()).isNotEqualTo(SessionState.ENDING);
    }

    /** It joins as a user does (livekit/agents-js#933); counted as one, the session would never end. */
    @Test
    void anAvatarIsNoUserWhateverItsKind() {
        var alone = machine.advance(
                aSession().withAgentFor(9_000).inAudio(),
                aRoom().withAgent(OUR_AGENT)
                        .withAvatarOfNoKind("bey-avatar-agent")
                        .seen());
        assertThat(alone.after().state()).isEqualTo(SessionState.ENDING);
        var together = machine.advance(
                aSession().withAgentFor(9_000).inAudio(),
                aRoom().withUser()
                        .withAgent(OUR_AGENT)
                        .withAvatarOfNoKind("bey-avatar-agent")
                        .seen());
        assertThat(together.after().state()).isNotEqualTo(SessionState.ENDING);
    }

    @Test
    void beforeAnAgentWasAskedForNobodyIsTooLate() {
        var change = machine.advance(aSessionWithoutUser().requested(), aRoom().seenAt(NOW));
        assertThat(change.after().state()).isEqualTo(SessionState.REQUESTED);
        assertThat(change.next()).isEqualTo(Change.Next.DISPATCH);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void whoIsOverTakesDownWhatItHasAndNothingElse(Session session, List<String> chores) {
        var change = machine.advance(
                session,
                aRoom().withUser()
                        .withAgent(OUR_AGENT)
                        .withAgent("agent-AJ_2")
                        .withForeignAgent()
                        .endAsked()
                        .seen());
        assertThat(chores(change)).containsExactlyInAnyOrderElementsOf(chores);
    }

    static Stream<Arguments> ends() {
        var both = List.of("REMOVE_PARTICIPANT " + OUR_AGENT, "REMOVE_PARTICIPANT agent-AJ_2");
        return Stream.of(
                Arguments.of(aSession().requested(), both),
                Arguments.of(
                        aSession().dispatchedFor(1_000).dispatched(),
                        List.of("DELETE_DISPATCH " + DISPATCH + "@ ", both.get(0), both.get(1))),
                Arguments.of(
                        aSession().withAgentFor(9_000).inAudio(),
                        List.of("DELETE_DISPATCH " + DISPATCH + "@ " + OUR_AGENT, both.get(1))));
    }

    @Test
    void whatIsDueJustNowIsNotDueAgainAtOnce() {
        var looking = aSession()
                .withAgentFor(9_000)
                .faceAskedFor(1_000)
                .faceUnsure(NOW)
                .startingVideo();
        var seen = aRoom().withUser().withAgent(OUR_AGENT).seen();
        assertThat(due(machine.advance(looking, seen).after())).isEqualTo(NOW + 14_000);
        var settled = aSession().inRoom("RM_1", NOW).withAgentFor(9_000).inAudio();
        var calm = aRoom().withUser().withAgent(OUR_AGENT).facesOff().seen();
        assertThat(machine.advance(settled, calm).after().stamps().dueAt()).isNull();
    }

    @Test
    void aUserHasAMinuteFromTheFirstMomentInWhichAnAgentWasAskedForOrFound() {
        var seen = aRoom().withAgent(OUR_AGENT).seen();
        var found = machine.advance(aSessionWithoutUser().requested(), seen).after();
        assertThat(found.casting().firstDispatchedAt()).isEqualTo(NOW);
        var came = machine.advance(aSessionWithoutUser().dispatchedFor(4_000).dispatched(), seen)
                .after();
        assertThat(came.casting().firstDispatchedAt()).isEqualTo(NOW - 4_000);
    }

    @Test
    void aLookThatLiveKitAnswersShowsThatItIsBack() {
        var scene = new Scene();
        scene.there(aSession().withAgentFor(9_000).inAudio());
        scene.health.failed();
        scene.look(scene.steps.begin(ROOM, null));
        assertThat(scene.health.isUp()).isTrue();
    }
}
