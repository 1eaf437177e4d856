package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import dev.understudy.session.AgentsScene;
import dev.understudy.session.FaceSettings;
import dev.understudy.session.Plan.AvatarBy;
import dev.understudy.session.Reason;
import org.junit.jupiter.api.Test;

/** Which calls for a face are let in: those for an open session whose rule lets the agent ask, by the agent that is in it. */
class GatewayAdmissionTest {
    private final AgentsScene scene = new AgentsScene();
    private final dev.understudy.session.Switch position = scene.position();
    private final GatewayAdmission admission = new GatewayAdmission(scene.sessions(), scene.faces(), position);

    @Test
    void theRoomsOwnAgentMayAsk() {
        var session = scene.audio(AvatarBy.AGENT);
        var call = Calls.byAgent();
        admission.consider(call);
        assertThat(call.session()).isEqualTo(session);
    }

    @Test
    void soMayWhoDoesNotSayForWhomItSpeaks() {
        var session = scene.audio(AvatarBy.AGENT);
        var call = Calls.by(null);
        admission.consider(call);
        assertThat(call.session()).isEqualTo(session);
    }

    @Test
    void aRoomWithoutASessionIsNotOurs() {
        refused(403, "gateway-room-refused", "no open session", Calls.byAgent());
    }

    @Test
    void whereUnderstudyAsksItselfTheAgentDoesNot() {
        scene.audio(AvatarBy.UNDERSTUDY);
        refused(409, "gateway-not-by-agent", "Understudy asks Tavus itself", Calls.byAgent());
    }

    @Test
    void whereTheRuleWantsNoFaceNobodyAsks() {
        scene.audio(AvatarBy.NONE);
        refused(409, "gateway-not-by-agent", "wants no face", Calls.byAgent());
    }

    @Test
    void whenEverybodyHasLeftThereIsNoFace() {
        scene.ending();
        refused(409, "gateway-not-now", "Everybody has left", Calls.byAgent());
    }

    @Test
    void anAgentOfAnOlderAttemptBringsNoFace() {
        scene.audio(AvatarBy.AGENT);
        refused(409, "gateway-not-now", "not the room's", Calls.by("agent-AJ_0"));
    }

    @Test
    void beforeTheNextAgentIsSeenOnlyTheOneThatIsGoneIsKeptOut() {
        var session = scene.afterLosing("agent-AJ_0");
        refused(409, "gateway-not-now", "not the room's", Calls.by("agent-AJ_0"));
        var call = Calls.by("agent-AJ_2");
        admission.consider(call);
        assertThat(call.session()).isEqualTo(session);
    }

    @Test
    void whileEveryoneIsOnAudioNobodyAsksAndTheSessionKnowsWhy() {
        var session = scene.audio(AvatarBy.AGENT);
        position.move(FaceSettings.Provider.AUDIO);
        refused(409, "gateway-audio-only", "switch for everyone", Calls.byAgent());
        assertThat(scene.now(session).reason()).isEqualTo(Reason.AUDIO_BY_OPERATOR);
    }

    private void refused(int status, String code, String why, Call call) {
        assertThatThrownBy(() -> admission.consider(call))
                .hasMessageContaining(why)
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.problem())
                        .returns(status, problem -> problem.status())
                        .returns(code, problem -> problem.code()));
    }
}
