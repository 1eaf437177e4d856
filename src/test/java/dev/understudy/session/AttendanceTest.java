package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.ROOM;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SessionBuilder.aSessionWithoutUser;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the story says of users and rooms, and that nobody is missed before an agent was asked for. */
class AttendanceTest {
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());

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

    @Test
    void beforeAnAgentWasAskedForNobodyIsTooLate() {
        var change = machine.advance(aSessionWithoutUser().requested(), aRoom().seenAt(NOW));
        assertThat(change.after().state()).isEqualTo(SessionState.REQUESTED);
        assertThat(change.next()).isEqualTo(Change.Next.DISPATCH);
    }

    @Test
    void aLookThatLiveKitAnswersShowsThatItIsBack() {
        var scene = new Scene();
        scene.there(aSession().withAgentFor(9_000).inAudio());
        scene.health.failed();
        scene.steps.look(scene.steps.begin(ROOM));
        assertThat(scene.health.isUp()).isTrue();
    }
}
