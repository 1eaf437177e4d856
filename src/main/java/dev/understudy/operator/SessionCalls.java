package dev.understudy.operator;

import dev.understudy.access.Access;
import dev.understudy.audit.Audit;
import dev.understudy.audit.Audit.Deed;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.session.Ending;
import dev.understudy.session.Session;
import dev.understudy.session.SessionEvents;
import dev.understudy.session.SessionState;
import dev.understudy.session.Sessions;
import dev.understudy.web.Reply;
import dev.understudy.web.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code /api/sessions}: looking at sessions, and ending one. */
@Component("sessionCalls")
public class SessionCalls {
    private static final int MOST = 100;
    private static final List<String> PARAMETERS = List.of("room", "state", "mode", "limit", "before");
    private final Sessions sessions;
    private final SessionEvents events;
    private final Ending ending;
    private final Audit audit;
    private final Access access;

    /** Reads the store; who ends a session is on record. */
    public SessionCalls(Sessions sessions, SessionEvents events, Ending ending, Audit audit, Access access) {
        this.sessions = sessions;
        this.events = events;
        this.ending = ending;
        this.audit = audit;
        this.access = access;
    }

    /** Newest first, by room, state and mode, at most 100; {@code before} is the id of the last one of the page before. */
    public Reply list(
            @Header("room") @Nullable String room,
            @Header("state") @Nullable String state,
            @Header("mode") @Nullable String mode,
            Exchange exchange) {
        refuseUnknown(exchange);
        var before = exchange.getMessage().getHeader("before", String.class);
        var limit = limit(exchange.getMessage().getHeader("limit", String.class));
        plain("room", room);
        plain("before", before);
        if (before != null) find(before);
        var query = new Sessions.Query(room, state(state), mode(mode), before, limit);
        var found = sessions.list(query).stream().map(SessionView::of).toList();
        return Reply.ok(Map.of("sessions", found));
    }

    /** One, with its story. */
    public Reply get(@Header("id") String id) {
        return withStory(find(id));
    }

    /** Ends one: its agent goes, its conversation ends. Ending one that is over changes nothing. */
    public Reply end(@Header("id") String id, @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        var session = find(id);
        if (ending.end(id).isEmpty()) throw busy();
        var subject = id + " in room " + session.room();
        audit.note(
                new Deed(access.caller(request), "end-session", subject, "asked for by API", "it ends or had ended"));
        return withStory(find(id));
    }

    private Reply withStory(Session session) {
        return Reply.ok(SessionView.of(session, events.of(session)));
    }

    private Session find(String id) {
        return sessions.find(id).orElseThrow(SessionCalls::unknown);
    }

    private static void refuseUnknown(Exchange exchange) {
        var request = exchange.getMessage().getHeader(Exchange.HTTP_SERVLET_REQUEST, HttpServletRequest.class);
        if (request == null) return;
        for (var name : request.getParameterMap().keySet())
            if (!PARAMETERS.contains(name))
                throw refused(Texts.shown(name), "There are " + String.join(", ", PARAMETERS) + ".");
    }

    private static void plain(String name, @Nullable String text) {
        if (text != null && !Texts.isPlain(text)) throw refused(name, "It may not hold control characters.");
    }

    private static int limit(@Nullable String text) {
        if (text == null) return MOST;
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MOST)
            throw refused("limit", "It must be a number from 1 to " + MOST + ".");
        return Integer.parseInt(text);
    }

    private static @Nullable String state(@Nullable String text) {
        if (text == null) return null;
        var name = text.toUpperCase(Locale.ROOT);
        var known = Arrays.stream(SessionState.values()).map(Enum::name).toList();
        if (!known.contains(name)) throw refused("state", "It must be one of " + String.join(", ", known) + ".");
        return name;
    }

    private static @Nullable String mode(@Nullable String text) {
        if (text == null || Set.of("audio", "video").contains(text)) return text;
        throw refused("mode", "It must be one of " + List.of("audio", "video") + ".");
    }

    private static Refused refused(String field, String detail) {
        return Problem.of(422, "parameter-refused", "A parameter was refused", detail)
                .at(field)
                .refused();
    }

    private static Refused unknown() {
        return Problem.of(
                        404,
                        "no-such-session",
                        "No such session",
                        "No session has this id; GET /api/sessions lists them.")
                .refused();
    }

    private static Refused busy() {
        return Problem.of(503, "session-busy", "The session is being worked on", "Try again in a second.")
                .refused();
    }
}
