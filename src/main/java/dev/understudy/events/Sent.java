package dev.understudy.events;

import org.jspecify.annotations.Nullable;

/**
 * Something on its way to a listener: an event, or a comment when it has no name.
 *
 * @param id by which a listener can go on after it; null when it cannot
 * @param name of the event; null for a comment
 * @param data JSON, or the comment
 */
record Sent(@Nullable String id, @Nullable String name, String data) {
    /** Keeps a silent connection alive. */
    static final Sent HEARTBEAT = new Sent(null, null, "");

    /** Between what the listener heard last and what comes now, something is missing: it has to look for itself. */
    static final Sent RESET = new Sent(null, "reset", "{}");

    static Sent event(News news, String json) {
        return new Sent(news.position().toString(), news.name(), json);
    }
}
