package dev.understudy.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.livekit.Participant;
import org.jspecify.annotations.Nullable;

/**
 * The agent's word on a command: its own attribute {@code understudy.ack} = {@code {"mode","avatar","epoch","ok"}}.
 *
 * @param epoch which command
 * @param ok whether it could do it
 */
record Ack(long epoch, boolean ok) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What stands in the agent's attributes; null when nothing does, or nothing that can be read. The epoch may be text. */
    static @Nullable Ack of(Participant agent) {
        var text = agent.attributes().get("understudy.ack");
        if (text == null) return null;
        try {
            var node = JSON.readTree(text);
            return new Ack(node.path("epoch").asLong(-1), node.path("ok").asBoolean(false));
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
