package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An operator ends a session: what is answered has happened, and everything that costs money is taken down at once. */
class EndingTest {
    private final Scene scene = new Scene();

    @Test
    void theAnswerSaysThatItIsOverAndSoItIs() {
        var session = playing();
        var ended = scene.ending.end(session.id()).orElseThrow();
        assertThat(ended.state()).isEqualTo(SessionState.ENDED);
        assertThat(ended.endReason()).isEqualTo(EndReason.ENDED_BY_OPERATOR);
        assertThat(scene.now(session).state()).isEqualTo(SessionState.ENDED);
        assertThat(scene.published).containsOnlyOnce(scene.published.get(0)).hasSize(1);
        assertThat(scene.published.get(0)).isInstanceOfSatisfying(SessionChanged.class, changed -> assertThat(
                        changed.change().after())
                .isEqualTo(ended));
    }

    @Test
    void theConversationAndTheAgentAreEndedWithoutWaitingForATimer() {
        scene.ending.end(playing().id());
        assertThat(scene.sent.all())
                .hasSize(2)
                .anyMatch(one -> one.contains("END_CONVERSATION"))
                .anyMatch(one -> one.contains("DELETE_DISPATCH"))
                .allMatch(one -> one.startsWith("chores "));
    }

    @Test
    void endedAgainItIsAnsweredAsItIsAndNothingIsDoneTwice() {
        var session = playing();
        scene.ending.end(session.id());
        var said = List.copyOf(scene.published);
        assertThat(scene.ending.end(session.id())).contains(scene.now(session));
        assertThat(scene.published).isEqualTo(said);
        assertThat(scene.sent.all()).hasSize(2);
    }

    @Test
    void whatAnotherNodeHoldsJustNowIsNotSaidToBeOver() {
        var session = playing();
        scene.another().write(session, scene.stores.clock().millis() + 5_000, List.of());
        assertThat(scene.ending.end(session.id())).isEmpty();
        assertThat(scene.now(session).state()).isEqualTo(SessionState.VIDEO);
        assertThat(scene.published).isEmpty();
        assertThat(scene.sent.all()).isEmpty();
    }

    private Session playing() {
        return scene.there(aSession()
                .withAgentFor(9_000)
                .faceAskedFor(5_000)
                .conversationMade()
                .inVideo());
    }
}
