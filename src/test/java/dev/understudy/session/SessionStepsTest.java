package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.AVATAR;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.ROOM;
import static dev.understudy.session.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.livekit.LiveKitRefusedUs;
import dev.understudy.livekit.LiveKitRejected;
import dev.understudy.livekit.LiveKitUnavailable;
import dev.understudy.webhook.WebhookEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** A room's turn, step by step: one at a time, by what was heard and what is seen, and nothing that was heard is lost. */
class SessionStepsTest {
    private final Scene scene = new Scene();

    @AfterEach
    void noLineIsAboutTheSessionAnyMore() {
        MDC.remove(Mention.KEY);
    }

    @Test
    void whoComesWhileAnotherIsAtItHasHimLookOnceMore() {
        var turn = scene.steps.begin(ROOM, null);
        assertThat(scene.steps.begin(ROOM, null)).isNull();
        assertThat(scene.steps.begin("other", null)).isNotNull();
        scene.steps.end(turn);
        assertThat(scene.sent.all()).containsExactly("rooms demo");
        scene.steps.end(scene.steps.begin(ROOM, null));
        assertThat(scene.sent.all()).hasSize(1);
    }

    @Test
    void aWebhookOfARoomWithAUserOpensASessionWhichAsksForItsAgentByTheSameLook() {
        heard("e1", "participant_joined", "RM_1");
        scene.withUser();
        var turn = advanced();
        assertThat(turn.getNext()).isEqualTo(Change.Next.DISPATCH);
        assertThat(turn.session().presence().roomSid()).isEqualTo("RM_1");
        assertThat(scene.stores.webhooks().waiting(ROOM)).isEmpty();
    }

    @Test
    void whereAnAgentIsThereAlreadyTheNewSessionLooksAgainForWhoseItIs() {
        heard("e1", "participant_joined", "RM_1");
        scene.withUser().withAgent(OUR_AGENT);
        assertThat(advanced().again()).isTrue();
        assertThat(scene.stores.sessions().openIn(ROOM)).isPresent();
        assertThat(scene.stores.webhooks().waiting(ROOM))
                .as("the session hears it")
                .hasSize(1);
    }

    @Test
    void aWebhookOfARoomThatGetsNothingIsWorkedOn() {
        heard("e1", "participant_left", "RM_1");
        advanced();
        assertThat(scene.stores.webhooks().waiting(ROOM)).isEmpty();
    }

    @Test
    void theSessionHearsItsWebhooksOnceAndKnowsItsRoom() {
        var session = playing();
        heard("e1", "room_started", "RM_1");
        heard("e2", "participant_joined", "RM_2");
        heard("e3", "room_finished", "RM_1");
        var second = scene.stores.webhooks().waiting(ROOM).get(1).receivedAt();
        assertThat(advanced().seen().signs().sidSince()).isEqualTo(second);
        assertThat(scene.now(session).presence().roomSid()).isEqualTo("RM_2");
        assertThat(scene.stores.webhooks().waiting(ROOM)).isEmpty();
    }

    @Test
    void whileATurnIsTakenItsLogLinesNameTheSession() {
        var session = playing();
        var turn = scene.steps.begin(ROOM, null);
        scene.look(turn);
        assertThat(MDC.get(Mention.KEY)).isEqualTo(session.id());
        scene.steps.end(turn);
        assertThat(MDC.get(Mention.KEY)).isNull();
    }

    @Test
    void aRoomThatIsSaidToBeClosedEndsTheSessionOnlyWhenNobodyIsInIt() {
        var session = playing();
        heard("e1", "participant_joined", "RM_1");
        heard("e2", "room_finished", "RM_1");
        scene.signals.gone(ROOM);
        advanced();
        assertThat(scene.now(session).state()).isEqualTo(SessionState.VIDEO);
        scene.livekit.people.clear();
        heard("e3", "room_finished", "RM_1");
        advanced();
        assertThat(scene.now(session).endReason()).isEqualTo(EndReason.ROOM_FINISHED);
    }

    @Test
    void theEndOfAnEarlierLifeOfTheRoomEndsNothing() {
        var session =
                scene.there(aSession().inRoom("RM_2", 0).withAgentFor(9_000).inAudio());
        heard("e1", "room_finished", "RM_1");
        advanced();
        assertThat(scene.now(session).state().isOpen()).isTrue();
        heard("e2", "room_finished", "RM_2");
        heard("e3", "room_started", "RM_3");
        advanced();
        assertThat(scene.now(session).state().isOpen()).isTrue();
    }

    @Test
    void aRoomThatReconcileMissesIsOver() {
        var session = scene.there(aSession().withAgentFor(9_000).inAudio());
        scene.signals.gone(ROOM);
        advanced();
        assertThat(scene.now(session).endReason()).isEqualTo(EndReason.ROOM_FINISHED);
    }

    @Test
    void aConversationThatTavusEndedMeansAudio() {
        var session = playing();
        scene.signals.over(ROOM, SessionBuilder.CONVERSATION);
        scene.signals.sid(ROOM, "RM_7");
        advanced();
        assertThat(scene.now(session).reason()).isEqualTo(Reason.AVATAR_LOST);
        assertThat(scene.now(session).presence().roomSid()).isEqualTo("RM_7");
        assertThat(scene.sent.all()).anyMatch(one -> one.contains("TELL_AGENT"));
    }

    @Test
    void whatWasToldWhileAnotherNodeIsAtItIsToldAgain() {
        var session = playing();
        scene.another().write(session, scene.stores.clock().millis() + 5_000, List.of());
        scene.signals.silent(ROOM, OUR_AGENT);
        var turn = advanced();
        assertThat(turn.isAnothers()).isTrue();
        assertThat(turn.again()).isFalse();
        assertThat(scene.signals.take(ROOM).silent()).containsExactly(OUR_AGENT);
        assertThat(scene.now(session).stamps().dueAt())
                .as("whoever is at it finds it due")
                .isEqualTo(scene.stores.clock().millis());
        scene.steps.end(turn);
        assertThat(scene.sent.all())
                .as("asking again and again would help nobody")
                .isEmpty();
    }

    @Test
    void whatSomebodyElseWroteMeanwhileIsLookedAtAnew() {
        var session = playing();
        scene.signals.silent(ROOM, OUR_AGENT);
        var turn = scene.steps.begin(ROOM, null);
        scene.look(turn);
        scene.stores.put(session);
        scene.steps.advance(turn);
        assertThat(turn.again()).isTrue();
        assertThat(scene.signals.take(ROOM).silent()).containsExactly(OUR_AGENT);
        scene.steps.end(turn);
        assertThat(scene.sent.all()).containsExactly("rooms demo");
    }

    @Test
    void withoutLiveKitNobodyIsJudgedAndTheTurnComesAgainInASecond() {
        var session = playing();
        scene.signals.silent(ROOM, OUR_AGENT);
        scene.signals.over(ROOM, SessionBuilder.CONVERSATION);
        failed(new LiveKitUnavailable("ListParticipants", "away"));
        assertThat(scene.now(session).state()).isEqualTo(SessionState.VIDEO);
        assertThat(scene.now(session).stamps().dueAt())
                .isEqualTo(scene.stores.clock().millis() + 1_000);
        assertThat(scene.signals.take(ROOM))
                .as("an agent that was silent may have come back")
                .isEqualTo(new Signals.Told(
                        "", false, java.util.Map.of(), SessionBuilder.CONVERSATION, java.util.Set.of()));
        assertThat(scene.health.isUp()).isFalse();
        assertThat(scene.published).isEmpty();
    }

    @Test
    void theTroubleOfOneRoomIsNotLiveKits() {
        var session = playing();
        failed(new LiveKitUnavailable("ListDispatch", "HTTP 503", true));
        assertThat(scene.now(session).stamps().dueAt())
                .isEqualTo(scene.stores.clock().millis() + 1_000);
        assertThat(scene.health.isShaky()).as("others are judged").isFalse();
        assertThat(scene.health.isDoubted())
                .as("until LiveKit is asked for all")
                .isTrue();
    }

    @Test
    void aSessionThatLiveKitCannotBeAskedForCountsItsAttemptsOneAtATime() {
        var session = scene.there(aSession().requested());
        failed(new LiveKitUnavailable("ListParticipants", "away"));
        assertThat(scene.now(session).casting().attempt()).isEqualTo(2);
        failed(new LiveKitUnavailable("ListParticipants", "away"));
        assertThat(scene.now(session).casting().attempt())
                .as("not before its time")
                .isEqualTo(2);
    }

    @Test
    void aKeyThatLiveKitRefusesIsToldAndFailsWhatIsWantedNow() {
        var session = scene.there(aSession().requested());
        failed(new LiveKitRejected("ListParticipants"));
        assertThat(scene.published).contains(new LiveKitRefusedUs());
        assertThat(scene.now(session).endReason()).isEqualTo(EndReason.LIVEKIT_REJECTED);
    }

    @Test
    void afterAFailureTheRoomIsNotAskedForAtEachTickWhileLiveKitIsAway() {
        var session = scene.there(aSession().requested());
        failed(new LiveKitRejected("ListParticipants"));
        scene.stores.clock().pass(Duration.ofSeconds(60));
        failed(new LiveKitUnavailable("ListParticipants", "away"));
        assertThat(scene.now(session).stamps().dueAt())
                .isEqualTo(scene.stores.clock().millis() + 1_000);
    }

    @Test
    void afterAFaultOfOursWhatWasHeardWaitsAndTheTurnComesAgain() {
        var session = playing();
        scene.signals.silent(ROOM, OUR_AGENT);
        var turn = scene.steps.begin(ROOM, null);
        scene.look(turn);
        scene.steps.fault(turn, new IllegalStateException("a test"));
        assertThat(scene.signals.take(ROOM).silent()).containsExactly(OUR_AGENT);
        assertThat(scene.now(session).stamps().dueAt())
                .isEqualTo(scene.stores.clock().millis() + 1_000);
    }

    @Test
    void aRoomThatIsNotThereIsNotAskedForItsDispatches() {
        var session = scene.there(aSession().dispatchedFor(5_300).dispatched());
        scene.livekit.isRoomThere = false;
        var turn = scene.steps.begin(ROOM, null);
        scene.look(turn);
        assertThat(turn.seen().dispatches()).isEmpty();
        scene.livekit.isRoomThere = true;
        scene.livekit.dispatches.add(new dev.understudy.livekit.Dispatch("AD_1", Times.AGENT, "", List.of("a")));
        scene.look(turn);
        assertThat(turn.seen().dispatches()).hasSize(1);
        assertThat(session.state()).isEqualTo(SessionState.DISPATCHED);
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

    private Turn advanced() {
        var turn = scene.steps.begin(ROOM, null);
        scene.look(turn);
        scene.steps.advance(turn);
        scene.turns.giveBack(ROOM);
        return turn;
    }

    private void failed(RuntimeException trouble) {
        scene.livekit.trouble = trouble;
        var turn = scene.steps.begin(ROOM, null);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> scene.look(turn)))
                .isSameAs(trouble);
        scene.steps.postpone(turn, trouble);
        scene.turns.giveBack(ROOM);
    }

    private void heard(String id, String event, String sid) {
        scene.stores
                .webhooks()
                .store(new WebhookEvent(
                        id, event, ROOM, sid, "", "", scene.stores.clock().millis()));
        scene.stores.clock().pass(Duration.ofMillis(1));
    }
}
