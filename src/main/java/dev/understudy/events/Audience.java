package dev.understudy.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Those who listen now, and what they are told. For one thread: {@link Narrator}'s. */
@Component
class Audience {
    /** Who missed more than this is told to look for itself. */
    static final int MOST_MISSED = 1_000;

    private final Set<Listener> listeners = new HashSet<>();
    private final Feed feed;
    private final ObjectMapper json;
    private final Clock clock;
    private final EventSettings settings;
    private long heartbeatAt;

    Audience(Feed feed, ObjectMapper json, Clock clock, EventSettings settings) {
        this.feed = feed;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
    }

    /** Lets somebody in, who has heard everything up to that position. */
    void admit(Listener listener, Position heard) {
        if (listeners.isEmpty()) feed.begin();
        var missed = feed.after(heard, MOST_MISSED);
        if (missed.size() > MOST_MISSED) listener.tell(Sent.RESET);
        else missed.forEach(line -> tell(line, List.of(listener)));
        listeners.add(listener);
    }

    /** Tells everyone what is new, and lets go of those who are gone. */
    void tellNews() {
        listeners.removeIf(Listener::isGone);
        if (listeners.isEmpty()) return;
        feed.next().forEach(line -> tell(line, listeners));
        if (clock.millis() < heartbeatAt) return;
        heartbeatAt = clock.millis() + settings.heartbeat().toMillis();
        listeners.forEach(listener -> listener.tell(Sent.HEARTBEAT));
    }

    void dismiss() {
        listeners.forEach(Listener::leave);
        listeners.clear();
    }

    private void tell(News line, Iterable<Listener> whom) {
        var sent = Sent.event(line, text(line));
        for (var listener : whom) if (listener.wants(line.room())) listener.tell(sent);
    }

    private String text(News line) {
        try {
            return json.writeValueAsString(line.view());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is made of plain values", e);
        }
    }
}
