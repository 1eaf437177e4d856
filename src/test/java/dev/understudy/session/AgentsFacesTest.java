package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the gateway is told of a conversation that an agent asks for is written at once, or not at all when it is out of date. */
class AgentsFacesTest {
    private static final String AVATAR = "tavus-avatar-agent";
    private final Scene scene = new Scene();
    private final AgentsFaces faces =
            new AgentsFaces(Times.settings(), Times.faces(), scene.machine, scene.judgement, scene.writing);
    private final Session session = scene.there(
            aSession().withAvatarBy(Plan.AvatarBy.AGENT).withAgentFor(9_000).inAudio());

    @Test
    void whatIsAskedIsWrittenDownBefore() {
        var asked = asked();
        assertThat(asked.state()).isEqualTo(SessionState.VIDEO_STARTING);
        assertThat(asked.face().identity()).isEqualTo(AVATAR);
        assertThat(scene.now(session).face()).isEqualTo(asked.face());
        assertThat(scene.now(session).stamps().version())
                .isEqualTo(session.stamps().version() + 1);
        assertThat(scene.published).hasSize(1);
    }

    @Test
    void whoKnowsOnlyAnOlderTryAsksForNothing() {
        asked();
        assertThat(faces.asked(session, AVATAR, Times.NOW)).isEmpty();
        assertThat(scene.now(session).face().tries()).isEqualTo(1);
    }

    @Test
    void whileASessionEndsNoFaceIsAskedForAndAfterwardsNeither() {
        var ending = scene.stores.put(Stores.in(session, SessionState.ENDING));
        assertThat(faces.asked(ending, AVATAR, Times.NOW)).isEmpty();
        scene.stores.put(Stores.in(ending, SessionState.ENDED));
        assertThat(faces.asked(ending, AVATAR, Times.NOW)).isEmpty();
        assertThat(faces.notAsked(ending, Reason.TAVUS_FULL)).isEmpty();
        assertThat(scene.published).isEmpty();
    }

    @Test
    void aConversationThatWasMadeOrFoundIsKnownByItsKey() {
        var asked = asked();
        assertThat(faces.made(asked, "c1", "k1"))
                .map(Session::face)
                .contains(scene.now(session).face());
        assertThat(scene.now(session).face().conversationId()).isEqualTo("c1");
        assertThat(scene.now(session).face().key()).isEqualTo("k1");
        assertThat(faces.adopted(asked, "c2", "k2")).isPresent();
        assertThat(scene.now(session).face().conversationId()).isEqualTo("c2");
        assertThat(scene.published).hasSize(3);
    }

    @Test
    void ofATryThatIsNotTheLastNothingIsWritten() {
        var first = asked();
        var second = faces.asked(first, AVATAR, Times.NOW).orElseThrow();
        assertThat(second.face().tries()).isEqualTo(2);
        var before = scene.now(session);
        for (var late : List.<Optional<Session>>of(
                faces.made(first, "c1", "k1"),
                faces.adopted(first, "c1", "k1"),
                faces.refused(first, Reason.TAVUS_FULL, false),
                faces.unsure(first))) assertThat(late).isEmpty();
        assertThat(scene.now(session)).isEqualTo(before);
        assertThat(faces.wants(first)).isFalse();
        assertThat(faces.wants(second)).isTrue();
    }

    @Test
    void whatTavusRefusesIsToldWithItsReasonAndAConversationThatMayBeThereIsEnded() {
        var asked = asked();
        faces.made(asked, "c1", "k1");
        assertThat(faces.refused(asked, Reason.TAVUS_FULL, true)).isPresent();
        assertThat(scene.now(session).reason()).isEqualTo(Reason.TAVUS_FULL);
        assertThat(scene.sent.all()).hasSize(1).allMatch(one -> one.contains("END_CONVERSATION") && one.contains("c1"));
        assertThat(faces.refused(asked, Reason.TAVUS_FULL, true))
                .as("no try is going on")
                .isEmpty();
        assertThat(faces.wants(asked)).isFalse();
    }

    @Test
    void whatNobodyKnowsIsLookedFor() {
        assertThat(faces.unsure(asked())).isPresent();
        assertThat(scene.now(session).face().unsure()).isTrue();
        assertThat(scene.now(session).face().againAt())
                .isEqualTo(scene.stores.clock().millis() + 1_000);
    }

    @Test
    void whyTavusIsNotAskedIsSaid() {
        assertThat(faces.notAsked(session, Reason.TAVUS_KEY_REJECTED))
                .map(Session::reason)
                .contains(Reason.TAVUS_KEY_REJECTED);
        assertThat(scene.now(session).reason()).isEqualTo(Reason.TAVUS_KEY_REJECTED);
    }

    @Test
    void aSessionThatIsOverWantsNoConversation() {
        var asked = asked();
        assertThat(faces.wants(asked)).isTrue();
        scene.ending.end(session.id());
        assertThat(faces.wants(asked)).isFalse();
        assertThat(faces.made(asked, "c1", "k1")).isEmpty();
    }

    @Test
    void whatAnotherNodeHoldsIsNotWritten() {
        scene.another().write(session, scene.stores.clock().millis() + 60_000, List.of());
        assertThat(faces.notAsked(session, Reason.TAVUS_FULL)).isEmpty();
        assertThat(scene.published).isEmpty();
    }

    private Session asked() {
        scene.withAgent(OUR_AGENT);
        return faces.asked(session, AVATAR, Times.NOW + 12_000).orElseThrow();
    }
}
