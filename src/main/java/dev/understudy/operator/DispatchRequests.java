package dev.understudy.operator;

import dev.understudy.access.Access;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.limits.OpenSessionLimit;
import dev.understudy.session.Nudges;
import dev.understudy.session.Opening;
import dev.understudy.session.Promises;
import dev.understudy.session.Rules;
import dev.understudy.session.Session;
import dev.understudy.session.Sessions;
import dev.understudy.token.AgentWish;
import dev.understudy.token.AgentWishes;
import dev.understudy.token.RoomNames;
import dev.understudy.web.Fields;
import dev.understudy.web.JsonBody;
import dev.understudy.web.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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
    private static final Set<String> FIELDS =
            Set.of("roomName", AgentWishes.AGENT_NAME, "avatar", "metadata", "attributes", "deployment");
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

    /** Who may have the agent come before a user is there, how many sessions there may be, and what may be asked of an agent. */
    @Component
    record Doors(Access access, OpenSessionLimit sessions, AgentWishes wishes, Promises promises) {}

    /** 202 with a new session, 200 with the room's open one, or with the one that this Idempotency-Key got before. */
    public Reply request(
            @Body byte @Nullable [] body,
            @Header("Idempotency-Key") @Nullable String key,
            @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        var ahead = doors.access().mayDispatchAhead(request);
        var fields = Fields.of(JsonBody.object(body)).only(FIELDS);
        var room = names.check(fields, "roomName");
        var wish = doors.wishes().read(fields, AgentWishes.AGENT_NAME);
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) throw badKey();
        var earlier = key == null ? null : idempotency.find(key).orElse(null);
        if (earlier != null && !earlier.room().equals(room)) throw reusedKey();
        var again = earlier == null ? null : sessions.find(earlier.session()).orElse(null);
        if (again != null) return repeated(again, wish);
        if (rules.planFor(room).isEmpty()) throw noRule();
        doors.wishes().check(room, wish, fields, AgentWishes.AGENT_NAME);
        var opened = open(room, wish, ahead);
        if (key != null) idempotency.keep(key, opened.session());
        return reply(opened.session(), opened.fresh());
    }

    private Opening.Opened open(String room, AgentWish wish, boolean ahead) {
        var there = sessions.openIn(room);
        if (there.isEmpty()) doors.sessions().check();
        var plan = rules.planFor(room, there.isEmpty() ? orPromised(room, wish) : wish)
                .orElseThrow(DispatchRequests::noRule);
        var event =
                ahead ? "opened: requested by API" : "opened: requested by API, its agent comes with the first user";
        var opened = opening.open(room, plan, event, !ahead);
        if (!opened.session().plan().grants(wish)) throw AgentWishes.late(); // somebody else opened it at this moment
        return opened;
    }

    /** Browsers ask for a token first: what it promised counts where the call itself wants nothing. */
    private AgentWish orPromised(String room, AgentWish wish) {
        if (!wish.isNone()) return wish;
        var promised = doors.promises().take(room, List.of()).orElse(AgentWish.NONE);
        return doors.wishes().isOffered(room, promised) ? promised : promised.ofTheRule();
    }

    /** The session that the key got; a call that wants another one is no repetition. */
    private static Reply repeated(Session session, AgentWish wish) {
        if (!session.plan().grants(wish)) throw reusedKey();
        return reply(session, true);
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
                        "The Idempotency-Key was used for another request",
                        "Send a new key with a new request.")
                .refused();
    }
}
