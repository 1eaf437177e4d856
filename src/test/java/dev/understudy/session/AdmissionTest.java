package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.ROOM;
import static dev.understudy.session.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.livekit.Participant.Kind;
import dev.understudy.token.AgentWish;
import dev.understudy.token.TokenRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets a session, and who is thrown out of a room that has none: our own late agents and avatars, and nobody else. */
class AdmissionTest {
    private static final AgentWish GOLD = new AgentWish(null, null, "{}", Map.of("tier", "gold"), null);

    private final Scene scene = new Scene();

    @Test
    void aUserInARoomThatNobodyServesGetsASession() {
        scene.withUser();
        assertThat(consider()).isTrue();
        var session = scene.stores.sessions().openIn(ROOM).orElseThrow();
        assertThat(session.plan()).isEqualTo(Scene.PLAN);
        assertThat(story(session)).isEqualTo("opened: a user is in the room");
        assertThat(scene.livekit.done).isEmpty();
    }

    @Test
    void whatATokenPromisedIsGranted() {
        scene.stores
                .promises()
                .keep(new TokenRequest(ROOM, "user", "user", null, Map.of(), TokenRequest.Form.STANDARD, GOLD));
        scene.withUser();
        assertThat(consider()).isTrue();
        var first = scene.stores.sessions().openIn(ROOM).orElseThrow();
        assertThat(first.plan().data()).isEqualTo(AgentData.of(GOLD));
    }

    @Test
    void aFailedOnesDataGoesOnToItsSuccessor() {
        var given = aSession().giving(AgentData.of(GOLD)).in(SessionState.FAILED);
        scene.there(finished(given, EndReason.NO_WORKER, scene.stores.clock().millis()));
        scene.withUser();
        assertThat(consider()).isTrue();
        var next = scene.stores.sessions().openIn(ROOM).orElseThrow();
        assertThat(next.plan().data()).isEqualTo(AgentData.of(GOLD));
    }

    @Test
    void aRoomWithoutUserGetsNoneAndWhoIsInItStaysWhenItWasNeverOurs() {
        scene.withAgent(OUR_AGENT).withAvatar("tavus-avatar-s1-1");
        assertThat(consider()).isFalse();
        assertThat(scene.stores.sessions().latestIn(ROOM)).isEmpty();
        assertThat(scene.livekit.done).isEmpty();
    }

    @Test
    void afterASessionOnlyItsOwnLateAgentsAndAvatarsGo() {
        over(EndReason.USER_LEFT);
        scene.withAgent(OUR_AGENT)
                .withAvatar("tavus-avatar-s1-2")
                .withAvatar("tavus-avatar-other-1")
                .withAvatar("somebody's-avatar")
                .with("recorder", Kind.OTHER, Map.of())
                .with("agent-foreign", Kind.AGENT, Map.of("lk.agent_name", "somebody-else"));
        assertThat(consider()).isFalse();
        assertThat(scene.livekit.done).containsExactly("remove " + OUR_AGENT, "remove tavus-avatar-s1-2");
    }

    @Test
    void withAUserBackInTheRoomNobodyIsThrownOut() {
        over(EndReason.USER_LEFT);
        scene.withUser().withAgent(OUR_AGENT);
        assertThat(consider()).isTrue();
        assertThat(scene.livekit.done).isEmpty();
    }

    @Test
    void afterAFailureTheUserWaitsUntilItIsTimeAndThenGetsANewOne() {
        failed(scene.stores.clock().millis() + 1_000);
        scene.withUser();
        assertThat(consider()).isFalse();
        scene.stores.clock().pass(Duration.ofMillis(999));
        assertThat(consider()).isFalse();
        assertThat(scene.livekit.done).isEmpty();
        scene.stores.clock().pass(Duration.ofMillis(1));
        assertThat(consider()).isTrue();
        assertThat(story(scene.stores.sessions().openIn(ROOM).orElseThrow()))
                .isEqualTo("opened again: a user still waits");
    }

    @Test
    void aFailedOneWhoseUserLeftIsNotTakenUpAgain() {
        var last = failed(scene.stores.clock().millis() + 1_000);
        assertThat(consider()).isFalse();
        assertThat(scene.now(last).stamps().dueAt()).isNull();
    }

    @Test
    void whoWasThereWhenAnOperatorEndedItGetsNoNewOne() {
        var last = over(EndReason.ENDED_BY_OPERATOR);
        scene.with("user", Kind.USER, last.stamps().updatedAt(), Map.of()).withAgent(OUR_AGENT);
        assertThat(consider()).isFalse();
        assertThat(scene.livekit.done)
                .as("it may have been asked for just then")
                .containsExactly("remove " + OUR_AGENT);
    }

    @Test
    void whoComesAfterAnOperatorEndedItGetsOne() {
        var last = over(EndReason.ENDED_BY_OPERATOR);
        scene.with("user", Kind.USER, last.stamps().updatedAt(), Map.of())
                .with("late", Kind.USER, last.stamps().updatedAt() + 1, Map.of());
        assertThat(consider()).isTrue();
    }

    @Test
    void aTelephoneThatIsDialledGetsItsAgentWhenItIsAnswered() {
        scene.with("phone", Kind.PHONE, Map.of("sip.callStatus", "dialing"));
        assertThat(consider()).isTrue();
        var session = scene.stores.sessions().openIn(ROOM).orElseThrow();
        assertThat(session.presence().awaitsUser()).isTrue();
        assertThat(story(session)).isEqualTo("opened: a telephone is dialled");
    }

    @Test
    void aRoomThatNoRuleMatchesIsLeftAlone() {
        scene.withUser();
        assertThat(concerns(ROOM)).isFalse();
        assertThat(concerns("lobby-1")).isTrue();
        assertThat(scene.admission(Scene.onlyLobbies()).consider(ROOM, scene.livekit.look(ROOM), ""))
                .isFalse();
    }

    @Test
    void aRoomThatAnOperatorServedOnceIsServedAgainAsThen() {
        over(EndReason.USER_LEFT);
        scene.withUser();
        assertThat(concerns(ROOM)).isTrue();
        assertThat(scene.admission(Scene.onlyLobbies()).consider(ROOM, scene.livekit.look(ROOM), ""))
                .isTrue();
        assertThat(scene.stores.sessions().openIn(ROOM).orElseThrow().plan()).isEqualTo(Scene.PLAN);
    }

    private boolean concerns(String room) {
        var last = scene.stores.sessions().latestIn(room).orElse(null);
        return scene.admission(Scene.onlyLobbies()).concerns(room, last);
    }

    private boolean consider() {
        return scene.admission(Times.settings()).consider(ROOM, scene.livekit.look(ROOM), "");
    }

    private String story(Session session) {
        return scene.stores.events().of(session.id()).get(0).event();
    }

    private Session over(EndReason why) {
        return scene.there(finished(SessionState.ENDED, why, null));
    }

    private Session failed(long dueAt) {
        return scene.there(finished(SessionState.FAILED, EndReason.NO_WORKER, dueAt));
    }

    private static Session finished(SessionState state, EndReason why, Long dueAt) {
        return finished(aSession().in(state), why, dueAt);
    }

    private static Session finished(Session as, EndReason why, Long dueAt) {
        var stamps = new Session.Stamps(as.stamps().createdAt(), as.stamps().updatedAt(), dueAt, 1);
        return new Session(
                as.id(),
                as.room(),
                as.plan(),
                as.state(),
                null,
                why,
                as.casting(),
                as.face(),
                as.command(),
                as.presence(),
                stamps);
    }
}
