package dev.understudy.operator;

import dev.understudy.access.Access;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.limits.OpenSessionLimit;
import dev.understudy.session.Nudges;
import dev.understudy.session.Opening;
import dev.understudy.session.Rules;
import dev.understudy.session.Session;
import dev.understudy.session.Sessions;
import dev.understudy.token.RoomNames;
import dev.understudy.web.Fields;
import dev.understudy.web.JsonBody;
import dev.understudy.web.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code POST /api/dispatch-agent}: an agent for a room, once, however often it is asked for. */
@Component("dispatchRequests")
public class DispatchRequests {
    private static final int LONGEST_KEY = 255;
    private final Opening opening;
    private final Sessions sessions;
    private final Rules rules;
    private final RoomNames names;
    private final Idempotency idempotency;
    private final Doors doors;

    /** Opens sessions by the rules. */
    public DispatchRequests(
            Opening opening, Sessions sessions, Rules rules, RoomNames names, Idempotency idempotency, Doors doors) {
        this.opening = opening;
        this.sessions = sessions;
        this.rules = rules;
        this.names = names;
        this.idempotency = idempotency;
        this.doors = doors;
    }

    /** Who may have the agent come before a user is there, and how many sessions there may be. */
    @Component
    record Doors(Access access, OpenSessionLimit sessions) {}

    /** 202 with a new session, 200 with the room's open one, or with the one that this Idempotency-Key got before. */
    public Reply request(
            @Body byte @Nullable [] body,
            @Header("Idempotency-Key") @Nullable String key,
            @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        var ahead = doors.access().mayDispatchAhead(request);
        var room = names.check(Fields.of(JsonBody.object(body)).only(Set.of("roomName")), "roomName");
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) throw badKey();
        var earlier = key == null ? null : idempotency.find(key).orElse(null);
        if (earlier != null) return repeated(earlier, room, ahead);
        var opened = open(room, ahead);
        if (key != null) idempotency.keep(key, opened.session());
        return reply(opened.session(), opened.fresh());
    }

    private Opening.Opened open(String room, boolean ahead) {
        var plan = rules.planFor(room).orElseThrow(DispatchRequests::noRule);
        if (sessions.openIn(room).isEmpty()) doors.sessions().check();
        var event =
                ahead ? "opened: requested by API" : "opened: requested by API, its agent comes with the first user";
        return opening.open(room, plan, event, !ahead);
    }

    private Reply repeated(Idempotency.Earlier earlier, String room, boolean ahead) {
        if (!earlier.room().equals(room)) throw reusedKey();
        return sessions.find(earlier.session())
                .map(session -> reply(session, true))
                .orElseGet(() -> {
                    var opened = open(room, ahead);
                    return reply(opened.session(), opened.fresh());
                });
    }

    private static Reply reply(Session session, boolean fresh) {
        return new Reply(fresh ? 202 : 200, SessionView.of(session), "/api/sessions/" + session.id());
    }

    /** Wakes the room's turn; the answer stays as it is. */
    @Component("dispatchNudge")
    record Nudge(Nudges nudges) {
        /** The room of the session that is answered with. */
        public void room(@Body Reply reply, Exchange exchange) {
            if (reply.body() instanceof SessionView session) nudges.room(session.room());
        }
    }

    private static Refused noRule() {
        return Problem.of(422, "no-rule", "No rule serves this room", "understudy.session.rules names no agent for it.")
                .at("roomName")
                .refused();
    }

    private static Refused badKey() {
        return Problem.of(
                        400,
                        "idempotency-key-refused",
                        "The Idempotency-Key is refused",
                        "It must have 1 to 255 characters.")
                .refused();
    }

    private static Refused reusedKey() {
        return Problem.of(
                        422,
                        "idempotency-key-reused",
                        "The Idempotency-Key was used for another room",
                        "Send a new key with a new request.")
                .refused();
    }
}
