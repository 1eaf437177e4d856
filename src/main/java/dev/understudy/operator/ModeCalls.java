package dev.understudy.operator;

import dev.understudy.session.FaceSettings.Provider;
import dev.understudy.session.Nudges;
import dev.understudy.session.SessionState;
import dev.understudy.session.Sessions;
import dev.understudy.session.Switch;
import dev.understudy.web.Fields;
import dev.understudy.web.JsonBody;
import dev.understudy.web.Reply;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
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

    /** Moves the switch and wakes the sessions that it concerns. */
    public ModeCalls(Switch position, Sessions sessions, Nudges nudges) {
        this.position = position;
        this.sessions = sessions;
        this.nudges = nudges;
    }

    /** Where it stands. */
    public Reply get() {
        return answer(position.position());
    }

    /** {@code {"avatar":"audio"}} or {@code {"avatar":"tavus"}}. */
    public Reply put(@Body byte @Nullable [] body) {
        var fields = Fields.of(JsonBody.object(body)).only(Set.of("avatar"));
        var wanted = fields.required("avatar", 16);
        if (!Set.of("audio", "tavus").contains(wanted))
            throw fields.refuse("avatar", "unknown-mode", "It must be audio or tavus.");
        return answer(move(Provider.valueOf(wanted.toUpperCase(Locale.ROOT))));
    }

    /** Moves it: running sessions follow at once. */
    public Provider move(Provider to) {
        position.move(to);
        var rooms = sessions.wake(CONCERNED);
        nudges.rooms(rooms);
        log.info("the switch for everyone is on {} now; {} running sessions follow", text(to), rooms.size());
        return to;
    }

    private static Reply answer(Provider provider) {
        return Reply.ok(Map.of("avatar", text(provider)));
    }

    private static String text(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }
}
