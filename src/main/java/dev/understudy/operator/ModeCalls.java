package dev.understudy.operator;

import dev.understudy.access.Access;
import dev.understudy.audit.Audit;
import dev.understudy.audit.Audit.Deed;
import dev.understudy.common.Problem;
import dev.understudy.session.FaceSettings.Provider;
import dev.understudy.session.Nudges;
import dev.understudy.session.SessionState;
import dev.understudy.session.Sessions;
import dev.understudy.session.Switch;
import dev.understudy.web.Fields;
import dev.understudy.web.JsonBody;
import dev.understudy.web.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** {@code /api/mode}: the switch for everyone, at once and without a restart. */
@Component("modeCalls")
public class ModeCalls {
    private static final Logger log = LoggerFactory.getLogger(ModeCalls.class);
    private static final Set<SessionState> CONCERNED =
            Set.of(SessionState.AUDIO, SessionState.VIDEO_STARTING, SessionState.VIDEO);
    private final Switch position;
    private final Sessions sessions;
    private final Nudges nudges;
    private final Audit audit;
    private final Access access;

    /** Moves the switch and wakes the sessions that it concerns. */
    public ModeCalls(Switch position, Sessions sessions, Nudges nudges, Audit audit, Access access) {
        this.position = position;
        this.sessions = sessions;
        this.nudges = nudges;
        this.audit = audit;
        this.access = access;
    }

    /** Where it stands. */
    public Reply get() {
        return answer(position.position());
    }

    /** {@code {"avatar":"audio"}} or {@code {"avatar":"tavus"}}. */
    public Reply put(@Body byte @Nullable [] body, @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        var fields = Fields.of(JsonBody.object(body)).only(Set.of("avatar"));
        return answer(move(named(fields.required("avatar", 16)), access.caller(request), "asked for by API"));
    }

    /** Moves it: running sessions follow at once. Who moved it and why is on record. */
    public Provider move(Provider to, String who, String why) {
        position.move(to);
        var rooms = sessions.wake(CONCERNED);
        nudges.rooms(rooms);
        log.info("the switch for everyone is on {} now; {} running sessions follow", text(to), rooms.size());
        audit.note(new Deed(who, "mode", "everyone", why, text(to) + ", " + rooms.size() + " running sessions follow"));
        return to;
    }

    /** Where it stands. */
    public Provider position() {
        return position.position();
    }

    /** The position of that name: 422 {@code unknown-mode}. */
    public static Provider named(String wanted) {
        if (Set.of("audio", "tavus").contains(wanted)) return Provider.valueOf(wanted.toUpperCase(Locale.ROOT));
        throw Problem.of(422, "unknown-mode", "A field was refused", "It must be audio or tavus.")
                .at("avatar")
                .refused();
    }

    private static Reply answer(Provider provider) {
        return Reply.ok(Map.of("avatar", text(provider)));
    }

    private static String text(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }
}
