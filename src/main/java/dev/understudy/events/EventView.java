package dev.understudy.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.common.IsoTime;
import dev.understudy.session.Reason;
import dev.understudy.session.SessionEvents.Line;
import dev.understudy.session.SessionState;
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
    static EventView of(Line line) {
        var entry = line.entry();
        return new EventView(
                line.session(),
                line.room(),
                IsoTime.of(entry.at()),
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
