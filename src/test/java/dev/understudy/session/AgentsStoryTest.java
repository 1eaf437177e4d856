package dev.understudy.session;

import static dev.understudy.session.Outcome.chores;
import static dev.understudy.session.SessionBuilder.CONVERSATION;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.SituationBuilder.aRoom;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the story says of a face that an agent asks for itself, and what becomes of an earlier one of its own. */
class AgentsStoryTest {
    private static final String ASKED = "the agent asks Tavus through the gateway";
    private final SessionMachine machine = new SessionMachine(Times.settings(), Times.faces());
    private final AgentsFace faces = new AgentsFace(Times.settings(), Times.faces());
    private final Session early = own().dispatchedFor(1_000).dispatched();

    @Test
    void whatIsAskedBeforeTheAgentIsSeenIsInTheStory() {
        var change = faces.asked(early, seen(), "avatar", NOW);
        assertThat(story(change)).containsExactly(ASKED);
        assertThat(change.after().state()).isEqualTo(SessionState.DISPATCHED);
    }

    @Test
    void askedAgainBeforeTheAgentIsSeenTheEarlierConversationIsEnded() {
        var session =
                own().dispatchedFor(1_000).faceAskedFor(500).conversationMade().dispatched();
        var change = faces.asked(session, seen(), "avatar", NOW);
        assertThat(chores(change)).containsExactly("END_CONVERSATION 1 " + CONVERSATION);
        assertThat(story(change)).containsExactly("no face: avatar_lost", ASKED);
        assertThat(change.after().reason()).isEqualTo(Reason.AVATAR_LOST);
    }

    @Test
    void everyAnswerOfTavusIsInTheStory() {
        var asked = faces.asked(early, seen(), "avatar", NOW).after();
        assertThat(story(faces.made(asked, seen(), "c1", "k1"))).containsExactly("Tavus made the conversation");
        assertThat(story(faces.unsure(asked, seen())))
                .containsExactly("no answer from Tavus in time; looking for the conversation");
        assertThat(story(faces.refused(asked, seen(), Reason.TAVUS_FULL, false)))
                .containsExactly("no face: tavus_full");
        assertThat(story(faces.notAsked(early, seen(), Reason.TAVUS_FULL)))
                .containsExactly("Tavus is not asked: tavus_full");
    }

    @Test
    void theAvatarOfAnotherAgentIsNotTheOnesInTheSession() {
        var session = own().withAgentFor(9_000).inAudio();
        var theirs = aRoom().withUser().withAgent(OUR_AGENT).withAvatarOf("agent-x", "avatar", true);
        assertThat(machine.advance(session, theirs.seen()).after().state()).isEqualTo(SessionState.AUDIO);
        var ours = aRoom().withUser().withAgent(OUR_AGENT).withAvatar("avatar", true);
        assertThat(machine.advance(session, ours.seen()).after().state()).isEqualTo(SessionState.VIDEO);
    }

    @Test
    void thatLiveKitCouldNotBeAskedForAnAgentIsInTheStory() {
        var change = machine.notDispatched(aSession().requested(), seen(), EndReason.LIVEKIT_UNAVAILABLE);
        assertThat(story(change)).containsExactly("no dispatch: livekit_unavailable");
    }

    private static SessionBuilder own() {
        return aSession().withAvatarBy(Plan.AvatarBy.AGENT);
    }

    private static Situation seen() {
        return aRoom().withUser().seen();
    }

    private static List<String> story(Change change) {
        return change.entries().stream().map(TimelineEntry::event).toList();
    }
}
