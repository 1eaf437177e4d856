package dev.understudy.events;

import dev.understudy.session.SessionEvents;
import java.util.List;
import org.springframework.stereotype.Component;

/** The lines of the sessions' stories. */
@Component
class SessionNews implements NewsSource {
    private final SessionEvents events;

    SessionNews(SessionEvents events) {
        this.events = events;
    }

    @Override
    public List<News> since(long at, int limit) {
        return events.since(at, limit).stream()
                .map(line -> new News(Position.of(line), line.room(), "session", EventView.of(line)))
                .toList();
    }
}
