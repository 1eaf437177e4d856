package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.Times.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.livekit.Dispatch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An agent is asked for once: what a crash or an older attempt has left is found, used or cleared, before one more is made. */
class DispatchingTest {
    private static final String MADE = "dispatch avatar-agent {\"understudy\":1,\"session\":\"s1\",\"attempt\":1,"
            + "\"mode\":\"video\",\"avatar\":{\"provider\":\"tavus\",\"identity\":\"tavus-avatar-s1-1\"}}";
    private final Scene scene = new Scene();

    @Test
    void inAnEmptyRoomOneIsMadeAndToldWhatItIsFor() {
        scene.health.failed();
        var session = scene.there(aSession().requested());
        var turn = dispatch(session);
        assertThat(scene.livekit.done).containsExactly("room demo", MADE);
        var after = scene.now(session);
        assertThat(after.state()).isEqualTo(SessionState.DISPATCHED);
        assertThat(after.casting().dispatchId()).isEqualTo("AD_new");
        assertThat(after.presence().roomSid()).isEqualTo("RM_1");
        assertThat(scene.health.isUp()).isTrue();
        assertThat(turn.again()).isFalse();
    }

    @Test
    void whatACallerGivesTheAgentGoesWithEveryDispatch() {
        var data = new AgentData("{\"customer\":\"c-17\"}", java.util.Map.of("tier", "gold"), "staging");
        dispatch(scene.there(aSession().giving(data).requested()));
        assertThat(scene.livekit.done.get(1))
                .startsWith("dispatch avatar-agent {\"understudy\":{\"understudy\":1,\"session\":\"s1\",\"attempt\":1,")
                .endsWith("\"attributes\":{\"tier\":\"gold\"}},\"customer\":\"c-17\"}");
        assertThat(scene.livekit.done.get(2)).isEqualTo("with {tier=gold} staging");
        assertThat(told()).noneMatch(event -> event.contains("deployment"));
    }

    /** A server of before 2026 takes the call and knows of no deployments. */
    @Test
    void aDeploymentThatTheServerDoesNotEchoIsTold() {
        dispatch(scene.there(aSession()
                .giving(new AgentData(null, java.util.Map.of(), "beta"))
                .requested()));
        assertThat(told()).anyMatch(event -> event.contains("LiveKit did not take the deployment beta"));
    }

    private List<String> deletions() {
        return scene.stores
                .db()
                .sql("select target from chore where kind = 'DELETE_DISPATCH'")
                .query(String.class)
                .list();
    }

    private List<String> told() {
        return scene.stores.events().of("s1").stream().map(TimelineEntry::event).toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = Plan.AvatarBy.class,
            names = {"AGENT", "NONE"})
    void whoGetsNoAvatarFromUsIsToldOfNone(Plan.AvatarBy who) {
        dispatch(scene.there(aSession().withAvatarBy(who).requested()));
        assertThat(scene.livekit.done.get(1))
                .contains(who == Plan.AvatarBy.NONE ? "\"mode\":\"audio\"" : "\"mode\":\"video\"")
                .doesNotContain("tavus");
    }

    @Test
    void theOneThatACrashLeftIsUsedInsteadOfASecond() {
        listed("AD_1", AGENT, mark("s1", 1));
        var session = scene.there(aSession().requested());
        dispatch(session);
        assertThat(scene.livekit.done).containsExactly("room demo");
        assertThat(scene.now(session).casting().dispatchId()).isEqualTo("AD_1");
    }

    @Test
    void theOneThatTheUsersTokenMadeIsAsGoodAsOurs() {
        listed("AD_token", AGENT, "");
        var session = scene.there(aSession().requested());
        dispatch(session);
        assertThat(scene.livekit.done).containsExactly("room demo");
        assertThat(scene.now(session).casting().dispatchId()).isEqualTo("AD_token");
    }

    @Test
    void atALaterAttemptTheTokensOneCameToNothingAndIsCleared() {
        listed("AD_token", AGENT, "");
        dispatch(scene.there(aSession().atAttempt(2).requested()));
        assertThat(scene.livekit.done).hasSize(2).last().asString().startsWith("dispatch ");
        assertThat(deletions()).containsExactly("AD_token@ ");
    }

    @Test
    void afterOneWasMadeTheTokensOneIsASecondAndIsCleared() {
        listed("AD_token", AGENT, "");
        dispatch(scene.there(aSession().dispatchedFor(9_000).requested()));
        assertThat(deletions()).containsExactly("AD_token@ ");
    }

    /** LiveKit answers 503 after 3 s for who has just died: the user does not wait for that, and no attempt is lost by it. */
    @Test
    void olderAttemptsAndOtherSessionsAreDeletedOnceTheNewOneIsMadeAndForeignAgentsStay() {
        listed("AD_foreign", "somebody-else", mark("s1", 2));
        listed("AD_old", AGENT, mark("s1", 1));
        listed("AD_other", AGENT, mark("s0", 2));
        listed("AD_now", AGENT, mark("s1", 2));
        listed("AD_broken", AGENT, "no json");
        dispatch(scene.there(aSession().afterLosing(OUR_AGENT).requested()));
        assertThat(scene.livekit.done).containsExactly("room demo");
        assertThat(deletions()).containsExactlyInAnyOrder("AD_old@ ", "AD_other@ ", "AD_broken@ ");
    }

    @Test
    void anAgentOfASessionThatWasEndedMeanwhileIsTakenBack() {
        var session = scene.there(aSession().requested());
        scene.turn(session);
        var turn = scene.turn(session);
        scene.livekit.meanwhile = () -> scene.ending.end(session.id());
        scene.dispatching().dispatch(turn);
        assertThat(scene.livekit.done).containsExactly("room demo", MADE, "delete AD_new");
    }

    @Test
    void anAgentOfASessionThatGoesOnIsLeftToWhoeverWroteMeanwhile() {
        var session = scene.there(aSession().requested());
        var turn = scene.turn(session);
        scene.livekit.meanwhile = () -> scene.stores.put(session);
        scene.dispatching().dispatch(turn);
        assertThat(turn.again()).isTrue();
        assertThat(scene.livekit.done).containsExactly("room demo", MADE);
    }

    @Test
    void asManyAtOnceAsTheServerCanLaunch() {
        assertThat(LiveKitByScript.SETTINGS.dispatchesInFlight()).isEqualTo(2);
        for (var number = 1; number <= 2; number++) {
            assertThat(scene.dispatching().isCrowded()).isFalse();
            var session = scene.stores.open("d" + number, "room" + number);
            scene.stores.put(Stores.with(
                    session,
                    SessionState.DISPATCHED,
                    Casting.FIRST.dispatched("AD", scene.stores.clock().millis()),
                    Face.NONE));
        }
        assertThat(scene.dispatching().isCrowded()).isTrue();
        scene.stores.clock().pass(Duration.ofMillis(2_999));
        assertThat(scene.dispatching().isCrowded()).isTrue();
        scene.stores.clock().pass(Duration.ofMillis(1));
        assertThat(scene.dispatching().isCrowded()).isFalse();
    }

    @Test
    void whoHasToWaitIsTakenAMomentLaterAndHasUsedNoAttempt() {
        var session = scene.there(aSession().requested());
        scene.dispatching().waitForRoom(scene.turn(session));
        assertThat(scene.now(session).stamps().dueAt())
                .isEqualTo(scene.stores.clock().millis() + 100);
        assertThat(scene.now(session).casting()).isEqualTo(session.casting());
        assertThat(scene.livekit.done).isEmpty();
    }

    @Test
    void aRefusedKeyFailsItAndALiveKitThatIsAwayIsAskedAgain() {
        var session = scene.there(aSession().requested());
        scene.dispatching().unavailable(scene.turn(session));
        assertThat(scene.now(session).state()).isEqualTo(SessionState.REQUESTED);
        assertThat(scene.now(session).casting().cause()).isEqualTo(EndReason.LIVEKIT_UNAVAILABLE);
        scene.dispatching().rejected(scene.turn(scene.now(session)));
        assertThat(scene.now(session).state()).isEqualTo(SessionState.FAILED);
        assertThat(scene.now(session).endReason()).isEqualTo(EndReason.LIVEKIT_REJECTED);
    }

    private Turn dispatch(Session session) {
        var turn = scene.turn(session);
        scene.dispatching().dispatch(turn);
        return turn;
    }

    private void listed(String id, String agent, String metadata) {
        scene.livekit.dispatches.add(new Dispatch(id, agent, metadata, List.of()));
    }

    private static String mark(String session, int attempt) {
        return "{\"understudy\":1,\"session\":\"" + session + "\",\"attempt\":" + attempt + "}";
    }
}
