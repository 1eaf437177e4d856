package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.AVATAR;
import static dev.understudy.session.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What Tavus said to a turn is written down at once, by the time that it is then. */
class JudgedTest {
    private final Scene scene = new Scene();
    private final Judged judged = new Judged(scene.machine, scene.judgement);
    private final Session session =
            scene.there(aSession().withAgentFor(9_000).faceAskedFor(1_000).startingVideo());

    @Test
    void aConversationThatWasMadeIsKnownByItsIdAndItsKey() {
        judged.created(turn(), "c9", "k9");
        assertThat(face().conversationId()).isEqualTo("c9");
        assertThat(face().key()).isEqualTo("k9");
        assertThat(story()).isEqualTo("Tavus made the conversation");
        assertThat(scene.stores.sessions().ofConversation("c9")).isPresent();
    }

    @Test
    void aRefusalMeansAudioAndNoConversationThatWouldHaveToBeEnded() {
        judged.refused(turn(), Reason.TAVUS_FULL);
        assertThat(scene.now(session).state()).isEqualTo(SessionState.AUDIO);
        assertThat(scene.now(session).reason()).isEqualTo(Reason.TAVUS_FULL);
        assertThat(scene.sent.all()).noneMatch(one -> one.contains("END_CONVERSATION"));
    }

    @Test
    void aTryThatMayHaveHadItsEffectAllTheSameIsEnded() {
        var turn = turn();
        judged.unsure(turn);
        judged.refused(turn, Reason.TAVUS_FULL);
        assertThat(scene.sent.all()).anyMatch(one -> one.contains("END_CONVERSATION"));
    }

    @Test
    void aBusyTavusIsAskedAgainAfterItsTimeCountedFromNow() {
        var turn = turn();
        scene.stores.clock().pass(Duration.ofSeconds(2));
        judged.busy(turn, 700);
        assertThat(face().againAt()).isEqualTo(scene.stores.clock().millis() + 700);
        assertThat(face().unsure()).isFalse();
        assertThat(story()).isEqualTo("Tavus cannot now; asking again");
        assertThat(scene.now(session).stamps().dueAt())
                .isEqualTo(scene.stores.clock().millis() + 700);
    }

    @Test
    void anAnswerThatWasLostIsSaidOnceAndLookedForEachSecond() {
        var turn = turn();
        judged.unsure(turn);
        assertThat(face().unsure()).isTrue();
        assertThat(face().againAt()).isEqualTo(scene.stores.clock().millis() + 1_000);
        var lines = scene.stores.events().of(session.id()).size();
        scene.stores.clock().pass(Duration.ofSeconds(1));
        judged.unsure(turn);
        assertThat(face().againAt()).isEqualTo(scene.stores.clock().millis() + 1_000);
        assertThat(story()).isEqualTo("no answer from Tavus in time; looking for the conversation");
        assertThat(scene.stores.events().of(session.id())).hasSize(lines);
    }

    private Turn turn() {
        scene.withUser().withAgent(SessionBuilder.OUR_AGENT).withAvatar(AVATAR);
        return scene.turn(session);
    }

    private Face face() {
        return scene.now(session).face();
    }

    private String story() {
        var lines = scene.stores.events().of(session.id());
        return lines.get(lines.size() - 1).event();
    }
}
