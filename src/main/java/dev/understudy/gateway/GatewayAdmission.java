package dev.understudy.gateway;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.session.AgentsFaces;
import dev.understudy.session.FaceSettings;
import dev.understudy.session.Plan;
import dev.understudy.session.Reason;
import dev.understudy.session.Session;
import dev.understudy.session.SessionState;
import dev.understudy.session.Sessions;
import dev.understudy.session.Switch;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Which session a conversation is for, and whether the agent may ask for it: who creates is the choice of the room's rule. */
@Component("gatewayAdmission")
public class GatewayAdmission {
    private final Sessions sessions;
    private final AgentsFaces faces;
    private final Switch position;

    /** Decides by the store and by the switch for everyone. */
    public GatewayAdmission(Sessions sessions, AgentsFaces faces, Switch position) {
        this.sessions = sessions;
        this.faces = faces;
        this.position = position;
    }

    /** Finds the room's open session; refuses who may not have a face in it. */
    public void consider(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        var session = sessions.openIn(call.pass().room()).orElseThrow(GatewayAdmission::noSession);
        if (session.plan().avatar() != Plan.AvatarBy.AGENT) throw notByAgent(session.plan());
        if (session.state() == SessionState.ENDING) throw notNow("Everybody has left the room.");
        if (isAnothers(session, call.pass())) throw notNow("The token speaks for an agent that is not the room's.");
        if (position.position() == FaceSettings.Provider.AUDIO) {
            faces.notAsked(session, Reason.AUDIO_BY_OPERATOR);
            throw audioOnly();
        }
        call.isOf(session);
    }

    /** An agent of an older attempt must not bring a second face. */
    private static boolean isAnothers(Session session, AvatarPass pass) {
        var agent = session.casting().identity();
        var behalf = pass.behalf();
        if (behalf == null) return false;
        return agent == null ? behalf.equals(session.casting().gone()) : !behalf.equals(agent);
    }

    private static Refused noSession() {
        return Problem.of(
                        403,
                        "gateway-room-refused",
                        "Not a room of ours",
                        "There is no open session in the room that the token is for.")
                .at("properties.livekit_room_token")
                .refused();
    }

    private static Refused notByAgent(Plan plan) {
        var why = plan.avatar() == Plan.AvatarBy.NONE
                ? "The room's rule wants no face (avatar: none)."
                : "Understudy asks Tavus itself, as the room's rule says; with avatar: agent the agent does.";
        return Problem.of(409, "gateway-not-by-agent", "The agent creates no face here", why)
                .refused();
    }

    private static Refused notNow(String why) {
        return Problem.of(409, "gateway-not-now", "No face for this call", why).refused();
    }

    private static Refused audioOnly() {
        return Problem.of(
                        409,
                        "gateway-audio-only",
                        "Everyone is on audio",
                        "The switch for everyone (PUT /api/mode) or AVATAR_PROVIDER says audio.")
                .refused();
    }
}
