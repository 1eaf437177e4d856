package dev.understudy.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.avatar.Conversations;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitRejected;
import dev.understudy.livekit.LiveKitUnavailable;
import dev.understudy.session.AgentsFaces;
import dev.understudy.session.Session;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The conversation of a session: the one that is there already, the new one, and what the session is told of it. */
@Component("gatewayFaces")
public class GatewayFaces {
    private final AgentsFaces faces;
    private final Conversations conversations;
    private final Wish wish;
    private final LiveKit livekit;
    private final GatewaySettings settings;

    /** Tells sessions through their door. */
    public GatewayFaces(
            AgentsFaces faces, Conversations conversations, Wish wish, LiveKit livekit, GatewaySettings settings) {
        this.faces = faces;
        this.conversations = conversations;
        this.wish = wish;
        this.livekit = livekit;
        this.settings = settings;
    }

    /** Asks how the known conversation goes. */
    public void look(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        call.asks(new Call.Request("GET", "/" + call.session().face().conversationId(), null, null));
    }

    /** It goes on: the caller gets it. It is over: its avatar goes, so that nobody takes it for the next one. */
    public void looked(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        var answer = call.answer();
        var over = answer.kind() == Answer.Kind.MISCONFIGURED
                || (answer.isGood() && !answer.text("status").equals("active"));
        if (over) putOut(call.session());
        else call.end();
    }

    /** Ends the known conversation: it is another avatar's. */
    public void end(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        call.asks(new Call.Request("POST", "/" + call.session().face().conversationId() + "/end", null, null));
    }

    /** It is ended, or was over already; anything else, and there is no second one beside it. */
    public void ended(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        var kind = call.answer().kind();
        if (kind == Answer.Kind.GOOD || kind == Answer.Kind.MISCONFIGURED) putOut(call.session());
        else call.end();
    }

    /** Looks among the active ones. */
    public void search(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        call.asks(new Call.Request("GET", "", "status=active&limit=100&page=1", null));
    }

    /** By its name it is found, or it may still come: then nobody asks for another one. */
    public void searched(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        call.end();
        var page = call.answer().json();
        if (!call.answer().isGood() || page == null) return;
        var wanted = name(call.session());
        call.hears(Answer.none(Answer.Kind.UNSURE));
        for (var one : page.path("data"))
            if (one.path("conversation_name").asText().equals(wanted)) adopt(call, one);
    }

    /** Writes the request down before it is sent; 503 when the session cannot be written just now. */
    public void intend(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        var lookAt = call.startedAt() + settings.deadline().toMillis();
        call.isOf(faces.asked(call.session(), call.pass().identity(), lookAt).orElseThrow(GatewayRooms::busy));
        call.asks(new Call.Request("POST", "", null, wish.of(call.asked(), name(call.session()))));
    }

    /** Tells the session what Tavus said. */
    public void conclude(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        var answer = call.answer();
        call.end();
        switch (answer.kind()) {
            case GOOD -> faces.made(call.session(), answer.text("conversation_id"), fingerprint(call));
            case UNSURE -> faces.unsure(call.session());
            default -> faces.refused(call.session(), answer.reason(), answer.mayHaveWorked());
        }
    }

    /** Nobody was asked, so there is nothing to take back. */
    public void notAsked(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        call.end();
        faces.notAsked(call.session(), call.answer().reason());
    }

    /** Whether a conversation was made that nobody wants any more: the session was ended meanwhile. */
    public boolean isUnwanted(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        return call.answer().isGood() && call.request().creates() && !faces.wants(call.session());
    }

    /** Ends what was made. */
    public void takeBack(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        call.asks(new Call.Request("POST", "/" + call.answer().text("conversation_id") + "/end", null, null));
    }

    /** It is taken back. */
    public void over() {
        throw tooLate();
    }

    private void adopt(Call call, JsonNode found) {
        faces.adopted(call.session(), found.path("conversation_id").asText(), fingerprint(call));
        call.hears(new Answer(Answer.Kind.GOOD, 200, wish.bytes((ObjectNode) found), found));
    }

    /** LiveKit cannot be asked: then its avatar goes with the conversation, a moment later. */
    private void putOut(Session session) {
        var avatar = session.face().identity();
        try {
            if (avatar != null) livekit.removeParticipant(session.room(), avatar);
        } catch (LiveKitUnavailable | LiveKitRejected e) {
            // the new one pushes it out when it comes, under the same identity
        }
    }

    private String name(Session session) {
        return conversations.name(session.id(), session.face().tries());
    }

    private static String fingerprint(Call call) {
        return call.key().fingerprint();
    }

    private static Refused tooLate() {
        return Problem.of(409, "gateway-not-now", "No face for this call", "The session was ended meanwhile.")
                .refused();
    }
}
