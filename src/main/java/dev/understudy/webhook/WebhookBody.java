package dev.understudy.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Reads LiveKit's event; of its body, which holds the room's TURN password, only names and ids go on. It is not read as the whole
 * of protobuf's event: over a number such as 1e30000000 in a field that nobody needs, protobuf-java-util 4.29 sits for a minute.
 */
@Component
public class WebhookBody {
    private static final int LONGEST = 512;
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Clock clock;

    /** Stamps events by this clock. */
    public WebhookBody(Clock clock) {
        this.clock = clock;
    }

    /**
     * The event in these bytes.
     *
     * @throws Refused 400 {@code webhook-malformed} when it is not an event with an id
     */
    public WebhookEvent read(byte[] body) {
        var sent = object(tree(body));
        var id = text(sent, "id");
        if (id.isBlank() || id.length() > LONGEST) throw malformed("It has no id.");
        var room = object(sent.path("room"));
        var participant = object(sent.path("participant"));
        return new WebhookEvent(
                storable(id),
                storable(text(sent, "event")),
                servable(text(room, "name")),
                storable(text(room, "sid")),
                storable(text(participant, "identity")),
                storable(text(participant, "sid")),
                clock.millis(),
                detail(sent, participant));
    }

    private static String detail(JsonNode sent, JsonNode participant) {
        return switch (text(sent, "event")) {
            case "participant_left" -> parting(participant);
            case "track_published", "track_unpublished" -> isSound(sent.path("track")) ? WebhookEvent.AUDIO : "";
            default -> "";
        };
    }

    /** Audio is 0, which protobuf's JSON leaves out. */
    private static boolean isSound(JsonNode track) {
        return track.isObject()
                && Set.of("", "AUDIO", "0").contains(track.path("type").asText(""));
    }

    /** Names and numbers: protobuf's JSON knows both for an enum. */
    private static String parting(JsonNode participant) {
        var said = Parting.of(
                participant.path("attributes").path(Parting.ATTRIBUTE).asText(null));
        if (!said.isEmpty()) return said;
        var reason = participant.path("disconnectReason").asText();
        return Set.of("CLIENT_INITIATED", "1").contains(reason) ? Parting.CLIENT : Parting.OTHER;
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw unreadable();
        }
    }

    /** In protobuf's JSON null is the same as nothing. */
    private static JsonNode object(JsonNode node) {
        if (node.isNull()) return MissingNode.getInstance();
        if (node.isObject() || node.isMissingNode()) return node;
        throw unreadable();
    }

    private static String text(JsonNode object, String field) {
        var node = object.path(field);
        if (node.isNull() || node.isMissingNode()) return "";
        if (node.isTextual()) return node.textValue();
        throw unreadable();
    }

    /** LiveKit takes any room name (measured); one with a zero character can be kept by no PostgreSQL and is served by nobody. */
    private static String servable(String room) {
        return room.indexOf('\0') < 0 ? storable(room) : "";
    }

    /** Without zero characters and half surrogates, which PostgreSQL refuses. */
    private static String storable(String text) {
        var cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return new String(cut.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Refused unreadable() {
        return malformed("It cannot be read as LiveKit's WebhookEvent.");
    }

    private static Refused malformed(String detail) {
        return Problem.of(400, "webhook-malformed", "This is not an event", detail)
                .refused();
    }
}
