package dev.understudy.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One line of a session's story.
 *
 * @param at UTC ms
 * @param event what happened, in words
 * @param state the state after it
 * @param reason the reason for audio after it; null when there is none
 * @param attempt the dispatch it belongs to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineEntry(
        long at, String event, SessionState state, @Nullable Reason reason, int attempt) {}
