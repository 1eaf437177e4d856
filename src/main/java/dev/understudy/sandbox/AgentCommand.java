package dev.understudy.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is told, by its attributes or by RPC: who speaks from now on.
 *
 * @param mode {@code audio} or {@code video}
 * @param avatar the avatar's identity; null in audio
 * @param epoch newer is greater; the same command may come several times
 */
record AgentCommand(String mode, @Nullable String avatar, String epoch) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Reads it from the agent's own attributes; empty while none was set. */
    static Optional<AgentCommand> of(Map<String, String> attributes) {
        var mode = attributes.get("understudy.mode");
        if (mode == null) return Optional.empty();
        return Optional.of(new AgentCommand(
                mode,
                emptyToNull(attributes.get("understudy.avatar")),
                attributes.getOrDefault("understudy.epoch", "")));
    }

    /** Reads it from an RPC's payload; IllegalArgumentException when it is none. */
    static AgentCommand parse(String payload) {
        try {
            JsonNode json = JSON.readTree(payload);
            if (json == null || !json.path("mode").isTextual()) throw new IllegalArgumentException("no mode");
            return new AgentCommand(
                    json.get("mode").asText(),
                    emptyToNull(json.path("avatar").asText(null)),
                    json.path("epoch").asText(""));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    boolean video() {
        return "video".equals(mode);
    }

    /** Numbers are compared; anything else only differs. */
    boolean newerThan(String other) {
        if (epoch.matches("\\d{1,18}") && other.matches("\\d{1,18}"))
            return Long.parseLong(epoch) > Long.parseLong(other);
        return epoch.isEmpty() || !epoch.equals(other);
    }

    /** The acknowledgement of this command by an agent that speaks in this mode now. */
    String acknowledged(String now, @Nullable String through, boolean ok) {
        var ack = JSON.createObjectNode();
        ack.put("mode", now).put("avatar", through).put("epoch", epoch).put("ok", ok);
        return ack.toString();
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() || text.equals("null") ? null : text;
    }
}
