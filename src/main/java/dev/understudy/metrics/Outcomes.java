package dev.understudy.metrics;

import dev.understudy.session.SessionEvents;
import dev.understudy.session.SessionState;
import dev.understudy.session.TimelineEntry;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The best that a session's users ever got, by its story: any node may have written it. */
@Component
class Outcomes {
    static final List<String> ALL = List.of("video", "audio", "none");
    private final SessionEvents events;

    Outcomes(SessionEvents events) {
        this.events = events;
    }

    String of(String session) {
        var states = events.of(session).stream().map(TimelineEntry::state).collect(Collectors.toSet());
        if (states.contains(SessionState.VIDEO)) return "video";
        return states.stream().anyMatch(SessionState::hasAgent) ? "audio" : "none";
    }
}
