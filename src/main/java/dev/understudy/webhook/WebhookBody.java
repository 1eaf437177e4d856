package dev.understudy.webhook;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import livekit.LivekitWebhook;
import org.springframework.stereotype.Component;

/** Reads LiveKit's event; of its body, which holds the room's TURN password, only names and ids go on. */
@Component
public class WebhookBody {
    private static final int LONGEST = 512;
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();
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
        var sent = LivekitWebhook.WebhookEvent.newBuilder();
        try {
            PARSER.merge(new String(body, StandardCharsets.UTF_8), sent);
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            throw malformed("It cannot be read as LiveKit's WebhookEvent.");
        }
        if (sent.getId().isBlank() || sent.getId().length() > LONGEST) throw malformed("It has no id.");
        return event(sent);
    }

    private WebhookEvent event(LivekitWebhook.WebhookEventOrBuilder sent) {
        return new WebhookEvent(
                storable(sent.getId()),
                storable(sent.getEvent()),
                servable(sent.getRoom().getName()),
                storable(sent.getRoom().getSid()),
                storable(sent.getParticipant().getIdentity()),
                storable(sent.getParticipant().getSid()),
                clock.millis());
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

    private static Refused malformed(String detail) {
        return Problem.of(400, "webhook-malformed", "This is not an event", detail)
                .refused();
    }
}
