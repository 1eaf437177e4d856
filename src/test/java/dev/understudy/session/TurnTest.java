package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.AVATAR;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.ROOM;
import static dev.understudy.session.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.understudy.livekit.LiveKitUnavailable;
import dev.understudy.webhook.WebhookEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

/** What a turn leads to and what it is spared: a face is asked for once, nothing is written or asked without need. */
class TurnTest {
    private final Scene scene = new Scene();

    @AfterEach
    void noLineIsAboutTheSessionAnyMore() {
        MDC.remove(Mention.KEY);
    }

    @Test
    void aFaceThatWasNeverAskedForIsAskedForAtOnce() {
        scene.withUser().withAgent(OUR_AGENT);
        var session = scene.there(aSession().withAgentFor(9_000).inAudio());
        var turn = advanced(scene);
        assertThat(turn.getNext()).isEqualTo(Change.Next.AVATAR);
        assertThat(turn.getDue()).isEqualTo("AVATAR");
        assertThat(turn.mayHaveAsked()).isFalse();
        assertThat(scene.another().write(scene.now(session), 0, List.of()))
                .as("nobody else asks meanwhile")
                .isFalse();
        assertThat(turn.session()).isEqualTo(scene.now(session));
    }

    @Test
    void aFaceThatAnEarlierTurnMayHaveAskedForIsLookedForFirst() {
        scene.withUser().withAgent(OUR_AGENT);
        scene.there(aSession().withAgentFor(9_000).faceAskedFor(1_000).startingVideo());
        var turn = advanced(scene);
        assertThat(turn.getNext()).isEqualTo(Change.Next.AVATAR);
        assertThat(turn.mayHaveAsked()).isTrue();
    }

    @Test
    void oneWhoseAnswerWasLostIsLookedForToo() {
        var turn = new Turn(ROOM, true);
        turn.worksOn(
                aSession().withAgentFor(9_000).faceAskedFor(1_000).faceUnsure(5).startingVideo());
        assertThat(turn.mayHaveAsked()).isTrue();
    }

    @Test
    void whereNothingChangedNothingIsWrittenOrTold() {
        var session = playing();
        advanced(scene);
        var settled = scene.now(session);
        scene.published.clear();
        scene.stores.clock().pass(Duration.ofSeconds(1));
        advanced(scene);
        assertThat(scene.now(session)).isEqualTo(settled);
        assertThat(scene.published).isEmpty();
        heard();
        advanced(scene);
        assertThat(scene.stores.webhooks().waiting(ROOM)).as("it was worked on").isEmpty();
    }

    @Test
    void whatWasHeardAndLedToNothingIsNotHeardAgain() {
        scene.withUser().withAgent(OUR_AGENT).withAvatar(AVATAR);
        scene.there(aSession()
                .inRoom("RM_1", 0)
                .withAgentFor(9_000)
                .faceAskedFor(5_000)
                .conversationMade()
                .toldFor(1)
                .acknowledged()
                .inVideo());
        advanced(scene);
        scene.signals.sid(ROOM, "RM_1");
        assertThat(advanced(scene).isAnothers()).isFalse();
        assertThat(scene.signals.take(ROOM)).isEqualTo(Signals.Told.NOTHING);
    }

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void whereTheAgentIsAndWhereTavusMayBePaid(SessionState state) {
        var withAgent = List.of(SessionState.AUDIO, SessionState.VIDEO_STARTING, SessionState.VIDEO);
        assertThat(state.hasAgent()).isEqualTo(withAgent.contains(state));
        assertThat(state.hasConversation()).isEqualTo(withAgent.contains(state) && state != SessionState.AUDIO);
        assertThat(state.isOpen()).isEqualTo(state != SessionState.ENDED && state != SessionState.FAILED);
    }

    @Test
    void whatChangedIsTold() {
        var session = playing();
        scene.livekit.people.remove(2);
        advanced(scene);
        assertThat(scene.published)
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        SessionChanged.class,
                        changed -> assertThat(changed.change().after().reason()).isEqualTo(Reason.AVATAR_LOST));
        assertThat(scene.now(session).state()).isEqualTo(SessionState.AUDIO);
    }

    @Test
    void whoIsAtASessionIsToldToLookOnceMore() {
        var session = playing();
        scene.another().write(session, scene.stores.clock().millis() + 60_000, List.of());
        scene.stores.clock().pass(Duration.ofSeconds(7));
        scene.livekit.people.remove(2);
        advanced(scene);
        assertThat(scene.now(session).stamps().dueAt())
                .isEqualTo(scene.stores.clock().millis());
    }

    @Test
    void liveKitIsNotAskedOfRoomsThatGetNothing() {
        var other = new Scene(Scene.onlyLobbies());
        other.livekit.trouble = new LiveKitUnavailable("ListParticipants", "away");
        assertThatCode(() -> advanced(other)).doesNotThrowAnyException();
    }

    @Test
    void liveKitIsNotAskedForDispatchesWithoutNeed() {
        playing();
        assertThat(advanced(scene).seen().dispatches()).isNull();
    }

    @Test
    void aSessionThatIsOverIsNotDueAgainBecauseLiveKitIsAway() {
        var session = playing();
        scene.ending.end(session.id());
        var turn = scene.steps.begin(ROOM, null);
        scene.steps.postpone(turn, new LiveKitUnavailable("ListParticipants", "away"));
        assertThat(scene.now(session).stamps().dueAt()).isNull();
    }

    @Test
    void whatLiveKitWasAskedInVainIsAskedAgainAtItsTimeAndNotBefore() {
        var session = scene.there(aSession().requested());
        failed();
        var again = scene.now(session).casting().againAt();
        scene.stores.clock().pass(Duration.ofMillis(again - scene.stores.clock().millis() - 1));
        failed();
        assertThat(scene.now(session).casting().attempt()).isEqualTo(2);
        scene.stores.clock().pass(Duration.ofMillis(1));
        failed();
        assertThat(scene.now(session).casting().attempt()).isEqualTo(3);
    }

    private void failed() {
        var turn = new Turn(ROOM, true);
        turn.worksOn(scene.stores.sessions().openIn(ROOM).orElseThrow());
        scene.steps.postpone(turn, new LiveKitUnavailable("ListParticipants", "away"));
    }

    private Session playing() {
        scene.withUser().withAgent(OUR_AGENT).withAvatar(AVATAR);
        return scene.there(aSession()
                .withAgentFor(9_000)
                .faceAskedFor(5_000)
                .conversationMade()
                .toldFor(1_000)
                .acknowledged()
                .inVideo());
    }

    private static Turn advanced(Scene scene) {
        var turn = scene.steps.begin(ROOM, null);
        scene.look(turn);
        scene.steps.advance(turn);
        scene.turns.giveBack(ROOM);
        return turn;
    }

    private void heard() {
        scene.stores
                .webhooks()
                .store(new WebhookEvent(
                        "e1",
                        "track_published",
                        ROOM,
                        "",
                        "",
                        "",
                        scene.stores.clock().millis()));
    }
}
