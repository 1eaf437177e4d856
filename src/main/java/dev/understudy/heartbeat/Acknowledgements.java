package dev.understudy.heartbeat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitRejected;
import dev.understudy.livekit.LiveKitUnavailable;
import dev.understudy.session.Nudges;
import dev.understudy.session.Sessions.Watched;
import dev.understudy.session.Signals;
import dev.understudy.session.Situation.Ack;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads an agent's {@code understudy.ack}: no webhook tells of attributes. */
@Component
public class Acknowledgements {
    private static final Logger log = LoggerFactory.getLogger(Acknowledgements.class);
    private final LiveKit livekit;
    private final Signals signals;
    private final Nudges nudges;
    private final ObjectMapper json;

    /** Asks LiveKit, tells the room's next step. */
    public Acknowledgements(LiveKit livekit, Signals signals, Nudges nudges, ObjectMapper json) {
        this.livekit = livekit;
        this.signals = signals;
        this.nudges = nudges;
        this.json = json;
    }

    /** Tells the session when the epoch that it waits for is acknowledged. */
    public void read(Watched agent) {
        try {
            livekit.attributes(agent.room(), agent.agent())
                    .map(attributes -> attributes.get("understudy.ack"))
                    .flatMap(this::parse)
                    .filter(ack -> agent.awaits() != null && ack.epoch() == agent.awaits())
                    .ifPresent(ack -> tell(agent.room(), ack));
        } catch (LiveKitUnavailable | LiveKitRejected e) {
            log.debug("no acknowledgement could be read: {}", e.getMessage());
        }
    }

    private void tell(String room, Ack ack) {
        signals.acknowledged(room, ack);
        nudges.room(room);
    }

    /** {@code {"mode","avatar","epoch","ok"}}; the epoch may be a number or its text. */
    private Optional<Ack> parse(String text) {
        try {
            var node = json.readTree(text);
            return Optional.of(
                    new Ack(node.path("epoch").asLong(-1), node.path("ok").asBoolean(false)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
