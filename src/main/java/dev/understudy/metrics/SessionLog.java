package dev.understudy.metrics;

import dev.understudy.session.Mention;
import dev.understudy.session.SessionChanged;
import dev.understudy.session.SessionState;
import dev.understudy.session.TimelineEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells each session's story in the log, a line a happening: {@code room demo: agent joined → AUDIO}. */
@Component
class SessionLog {
    private static final Logger log = LoggerFactory.getLogger("dev.understudy.story");

    @EventListener
    void on(SessionChanged changed) {
        var change = changed.change();
        try (var mention = Mention.of(change.after().id())) {
            var state = change.before().state();
            for (var entry : change.entries()) {
                tell(change.after().room(), entry, entry.state() == state ? null : entry.state());
                state = entry.state();
            }
        }
    }

    private static void tell(String room, TimelineEntry entry, @Nullable SessionState now) {
        if (now == null) log.info("room {}: {}", plain(room), entry.event());
        else log.info("room {}: {} → {}", plain(room), entry.event(), now);
    }

    /** LiveKit's rooms may have any name; in a log it must not look like another line. */
    private static String plain(String room) {
        return room.replaceAll("\\p{Cntrl}", "?");
    }
}
