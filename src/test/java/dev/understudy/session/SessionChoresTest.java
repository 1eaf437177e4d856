package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.AVATAR;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.livekit.Dispatch;
import dev.understudy.livekit.LiveKitPutOff;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left to be done at LiveKit: who leaves, who is told what, and how long it is tried. */
class SessionChoresTest {
    private final Scene scene = new Scene();
    private final SessionChores chores = new SessionChores(
            scene.stores.chores(),
            scene.stores.sessions(),
            scene.livekit,
            scene.livekit.rpc(),
            scene.signals,
            new ObjectMapper(),
            scene.stores.clock());

    @Test
    void withItsDispatchAnAgentLeavesByItself() {
        scene.livekit.dispatches.add(new Dispatch("AD_1", Times.AGENT, "", List.of()));
        chores.deleteDispatch(chore(Chore.Kind.DELETE_DISPATCH, "AD_1 agent"));
        assertThat(scene.livekit.done).containsExactly("delete AD_1");
    }

    @Test
    void anAgentWhoseDispatchIsGoneIsPutOut() {
        chores.deleteDispatch(chore(Chore.Kind.DELETE_DISPATCH, "AD_1 agent"));
        assertThat(scene.livekit.done).containsExactly("delete AD_1", "remove agent");
        scene.livekit.done.clear();
        chores.deleteDispatch(chore(Chore.Kind.DELETE_DISPATCH, " agent"));
        chores.deleteDispatch(chore(Chore.Kind.DELETE_DISPATCH, " "));
        assertThat(scene.livekit.done).containsExactly("remove agent");
    }

    @Test
    void aRoomThatIsGoneIsNotAskedForItsDispatch() {
        scene.livekit.isRoomThere = false;
        chores.deleteDispatch(chore(Chore.Kind.DELETE_DISPATCH, "AD_1 "));
        assertThat(scene.livekit.done).isEmpty();
    }

    @Test
    void aRoomThatWasSeenJustBeforeIsNotAskedForUntilACallFailed() {
        scene.livekit.isRoomThere = false;
        scene.livekit.dispatches.add(new Dispatch("AD_1", Times.AGENT, "", List.of()));
        var seen = chore(Chore.Kind.DELETE_DISPATCH, "AD_1@ ");
        chores.deleteDispatch(seen);
        assertThat(scene.livekit.done).containsExactly("delete AD_1");
        scene.livekit.done.clear();
        chores.deleteDispatch(new Chore(seen.id(), "s1", "demo", seen.kind(), seen.target(), 1, seen.since()));
        assertThat(scene.livekit.done).isEmpty();
    }

    /** Workers may give all their agents one identity: a chore that LiveKit held up is about the one before. */
    @Test
    void theAgentThatTheRoomsSessionHasNowIsNotPutOutWithOneOfThatIdentityBefore() {
        scene.there(aSession().withAgentFor(9_000).inAudio());
        chores.removeParticipant(chore(Chore.Kind.REMOVE_PARTICIPANT, OUR_AGENT));
        chores.deleteDispatch(chore(Chore.Kind.DELETE_DISPATCH, "AD_0 " + OUR_AGENT));
        assertThat(scene.livekit.done).containsExactly("delete AD_0");
    }

    @Test
    void whoIsNotWantedIsPutOutButNotAnAvatarThatHasComeAnew() {
        scene.there(aSession().withAgentFor(9_000).faceAskedFor(5).startingVideo());
        chores.removeParticipant(chore(Chore.Kind.REMOVE_PARTICIPANT, AVATAR));
        assertThat(scene.livekit.done).isEmpty();
        chores.removeParticipant(chore(Chore.Kind.REMOVE_PARTICIPANT, "agent-old"));
        assertThat(scene.livekit.done).containsExactly("remove agent-old");
        scene.ending.end("s1");
        chores.removeParticipant(chore(Chore.Kind.REMOVE_PARTICIPANT, AVATAR));
        assertThat(scene.livekit.done).hasSize(2);
    }

    @Test
    void onVideoTheAgentIsToldWithWhichAvatar() {
        told(aSession().withAgentFor(9_000).faceAskedFor(5).toldFor(1).inVideo());
        assertThat(scene.livekit.done)
                .containsExactly(
                        "tell " + OUR_AGENT + " {understudy.avatar=" + AVATAR
                                + ", understudy.epoch=1, understudy.mode=video, understudy.reason=}",
                        "call " + OUR_AGENT + " understudy.mode "
                                + "{\"mode\":\"video\",\"reason\":\"\",\"epoch\":\"1\",\"avatar\":\"" + AVATAR + "\"}");
    }

    @Test
    void onAudioItIsToldWhyAndOfNoAvatar() {
        told(aSession()
                .withAgentFor(9_000)
                .faceAskedFor(5)
                .because(Reason.AUDIO_BY_OPERATOR)
                .toldFor(1)
                .inAudio());
        assertThat(scene.livekit.done.get(0))
                .endsWith("{understudy.avatar=, understudy.epoch=1, understudy.mode=audio,"
                        + " understudy.reason=audio_by_operator}");
    }

    @Test
    void anOlderCommandThanTheLastIsVoidAndSoIsOneOfASessionThatIsOver() {
        told(aSession().withAgentFor(9_000).toldFor(1).toldFor(1).inAudio());
        assertThat(scene.livekit.done).as("what it is told is the newest").hasSize(2);
        chores.tellAgent(chore(Chore.Kind.TELL_AGENT, "3"));
        assertThat(scene.livekit.done).hasSize(2);
        scene.ending.end("s1");
        chores.tellAgent(chore(Chore.Kind.TELL_AGENT, "1"));
        assertThat(scene.livekit.done).hasSize(2);
    }

    @Test
    void whatIsWrittenWhileTheAgentIsToldIsToldOnTop() {
        scene.withAgent(OUR_AGENT);
        var session = scene.there(aSession().withAgentFor(9_000).toldFor(1).inAudio());
        scene.livekit.meanwhile = () -> scene.stores.put(new Session(
                session.id(),
                session.room(),
                session.plan(),
                session.state(),
                Reason.AUDIO_BY_OPERATOR,
                null,
                session.casting(),
                session.face(),
                session.command().next(Times.NOW),
                session.presence(),
                session.stamps()));
        chores.tellAgent(chore(Chore.Kind.TELL_AGENT, "1"));
        assertThat(scene.livekit.done).hasSize(4);
        assertThat(scene.livekit.done.get(2)).contains("epoch=2").contains("audio_by_operator");
    }

    @Test
    void anAgentThatIsNotThereIsToldLaterAndNobodyIsWhereThereIsNone() {
        scene.there(aSession().withAgentFor(9_000).toldFor(1).inAudio());
        assertThatThrownBy(() -> chores.tellAgent(chore(Chore.Kind.TELL_AGENT, "1")))
                .isInstanceOf(AgentNotThere.class);
        scene.ending.end("s1");
        scene.livekit.done.clear();
        scene.stores.clock().pass(Duration.ofSeconds(1));
        scene.stores.sessions().settle(scene.stores.sessions().find("s1").orElseThrow());
        assertThat(scene.livekit.done).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 500", "1, 1000", "5, 16000", "6, 30000", "40, 30000"})
    void whatCannotBeDoneIsTriedAgainTwiceAsLate(int tries, long wait) {
        var session = scene.stores.open("s1", "demo");
        scene.stores.writes().write(Stores.change(session, "c1"), 0, List.of());
        chores.again(new Chore("c1", "s1", "demo", Chore.Kind.REMOVE_PARTICIPANT, "x", tries, Times.NOW));
        scene.stores.clock().pass(Duration.ofMillis(wait - 1));
        assertThat(chores.claimDue()).isEmpty();
        scene.stores.clock().pass(Duration.ofMillis(1));
        assertThat(chores.claimDue()).hasSize(1).first().satisfies(chores::done);
        assertThat(scene.stores.chores().count()).isZero();
    }

    @Test
    void whatIsPutOffIsTriedAgainWhenTheBudgetSays() {
        var session = scene.stores.open("s1", "demo");
        scene.stores.writes().write(Stores.change(session, "c1"), 0, List.of());
        chores.putOff(
                new Chore("c1", "s1", "demo", Chore.Kind.REMOVE_PARTICIPANT, "x", 0, Times.NOW),
                new LiveKitPutOff("RemoveParticipant", Duration.ofSeconds(9)));
        scene.stores.clock().pass(Duration.ofMillis(8_999));
        assertThat(chores.claimDue()).isEmpty();
        scene.stores.clock().pass(Duration.ofMillis(1));
        assertThat(chores.claimDue()).hasSize(1);
    }

    @Test
    void afterTenMinutesItIsGivenUp() {
        var session = scene.stores.open("s1", "demo");
        scene.stores.writes().write(Stores.change(session, "c1"), 0, List.of());
        var chore = new Chore("c1", "s1", "demo", Chore.Kind.REMOVE_PARTICIPANT, "x", 9, Times.NOW);
        scene.stores.clock().pass(Duration.ofMinutes(10));
        chores.again(chore);
        assertThat(scene.stores.chores().count()).isEqualTo(1);
        scene.stores.clock().pass(Duration.ofMillis(1));
        chores.again(chore);
        assertThat(scene.stores.chores().count()).isZero();
    }

    private void told(Session as) {
        scene.withAgent(OUR_AGENT);
        scene.there(as);
        chores.tellAgent(chore(Chore.Kind.TELL_AGENT, "1"));
    }

    private Chore chore(Chore.Kind kind, String target) {
        return new Chore("c1", "s1", "demo", kind, target, 0, Times.NOW);
    }
}
