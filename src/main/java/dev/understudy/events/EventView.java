package dev.understudy.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.session.Reason;
import dev.understudy.session.SessionEvents.Line;
import dev.understudy.session.SessionState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A happening as listeners read it.
 *
 * @param at ISO-8601, UTC, with milliseconds
 * @param event what happened, in words
 * @param state the state after it
 * @param mode what the user gets in that state; absent where the state alone does not say
 * @param reason why it is not video; absent when nothing speaks against it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventView(
        String session,
        String room,
        String at,
        String event,
        SessionState state,
        @Nullable String mode,
        @Nullable Reason reason,
        int attempt) {
    static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    static EventView of(Line line) {
        var entry = line.entry();
        return new EventView(
                line.session(),
                line.room(),
                MILLISECONDS.format(Instant.ofEpochMilli(entry.at())),
                entry.event(),
                entry.state(),
                mode(entry.state()),
                entry.reason(),
                entry.attempt());
    }

    private static @Nullable String mode(SessionState state) {
        return switch (state) {
            case AUDIO, VIDEO_STARTING -> "audio";
            case VIDEO -> "video";
            default -> null;
        };
    }
}
