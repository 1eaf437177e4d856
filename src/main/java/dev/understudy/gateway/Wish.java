package dev.understudy.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.avatar.Callbacks;
import dev.understudy.livekit.LiveKitSettings;
import dev.understudy.tavus.TavusSettings;
import org.springframework.stereotype.Component;

/**
 * What is asked of Tavus: the caller's own wish, but for what makes the conversation ours. Its callbacks go to us or to nobody: they
 * are how a session hears of its face, and Tavus shall call no address in our name that a caller thought of. LiveKit is given as
 * an address of a WebSocket, whatever the agent's LIVEKIT_URL says: Tavus takes {@code https}, and its avatar never comes.
 */
@Component
class Wish {
    private static final String CALLBACK = "callback_url";
    private static final String WHERE = "livekit_ws_url";
    private static final String LONGEST = "max_call_duration";
    private final TavusSettings settings;
    private final Callbacks callbacks;
    private final ObjectMapper json;

    Wish(TavusSettings settings, Callbacks callbacks, ObjectMapper json) {
        this.settings = settings;
        this.callbacks = callbacks;
        this.json = json;
    }

    /** Under our name, by which it is found and ended; no longer than ours; its callbacks to us, wherever the caller wants them. */
    String of(ObjectNode asked, String name) {
        var wish = asked.deepCopy().put("conversation_name", name);
        var properties = wish.withObjectProperty("properties");
        var most = settings.maxCallDuration().toSeconds();
        var wanted = properties.path(LONGEST).asLong(0);
        properties.put(LONGEST, wanted > 0 ? Math.min(wanted, most) : most);
        if (properties.path(WHERE).isTextual())
            properties.put(WHERE, LiveKitSettings.socket(properties.path(WHERE).textValue()));
        wish.remove(CALLBACK);
        var ours = callbacks.address();
        if (ours != null) wish.put(CALLBACK, ours);
        return new String(bytes(wish), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Takes our callback's address, which nobody else may know, out of what Tavus answered; true when it was there. */
    boolean hides(JsonNode answer) {
        var told = answer.findParents(CALLBACK).stream()
                .filter(one -> isOurs(one.path(CALLBACK).asText()))
                .toList();
        told.forEach(one -> ((ObjectNode) one).remove(CALLBACK));
        return !told.isEmpty();
    }

    /** Also one that was made from an earlier LiveKit key: its last part is another. */
    private boolean isOurs(String address) {
        var ours = callbacks.address();
        return ours != null && address.startsWith(ours.substring(0, ours.lastIndexOf('/') + 1));
    }

    /** An object as JSON. */
    byte[] bytes(ObjectNode node) {
        try {
            return json.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON can be written as JSON", e);
        }
    }
}
