package dev.understudy.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.livekit.Dispatch;
import org.jspecify.annotations.Nullable;

/**
 * By what we know a dispatch of ours again: the session and the attempt in its metadata.
 *
 * @param session the session's id
 * @param attempt which of its dispatches
 */
record Mark(String session, int attempt) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The mark of a session's current attempt. */
    static Mark of(Session session) {
        return new Mark(session.id(), session.casting().attempt());
    }

    /** The mark that a dispatch carries; null when it is not one of ours. */
    static @Nullable Mark of(Dispatch dispatch) {
        if (dispatch.metadata().isEmpty()) return null;
        try {
            var node = JSON.readTree(dispatch.metadata());
            if (!node.hasNonNull(AgentData.OURS)) return null;
            var inside = node.path(AgentData.OURS); // beside a caller's data ours is an object of its own
            var ours = inside.isObject() ? inside : node;
            return new Mark(ours.path("session").asText(), ours.path("attempt").asInt());
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
