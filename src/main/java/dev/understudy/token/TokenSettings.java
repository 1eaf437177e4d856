package dev.understudy.token;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * What a token may be.
 *
 * @param ttl how long it lets its holder join
 * @param backdate how far back its {@code nbf} lies, for clocks that differ
 * @param rooms who names the room
 * @param identities who names the participant's identity
 * @param roomName the room names that are given out
 * @param get whether {@code GET} is answered as {@code POST} is
 * @param limits how long each part may be
 */
@ConfigurationProperties("understudy.token")
public record TokenSettings(
        Duration ttl,
        Duration backdate,
        Naming rooms,
        Naming identities,
        Pattern roomName,
        boolean get,
        Limits limits) {
    /**
     * How much LiveKit takes, in bytes of UTF-8; LiveKit's own limits are the defaults (its {@code limit} section).
     *
     * @param roomName a room's name
     * @param identity a participant's identity
     * @param name how a participant is shown
     * @param metadata a participant's, and what the agent is given
     * @param attributes all names and values together
     */
    public record Limits(DataSize roomName, DataSize identity, DataSize name, DataSize metadata, DataSize attributes) {
        /** LiveKit 1.13.5's. */
        public static final Limits LIVEKIT = new Limits(
                DataSize.ofBytes(255),
                DataSize.ofBytes(256),
                DataSize.ofBytes(256),
                DataSize.ofKilobytes(512),
                DataSize.ofKilobytes(64));
    }

    /** Who chooses a name. */
    public enum Naming {
        /** The caller, or we where it says nothing. */
        ASKED,
        /** We, whatever the caller says. */
        GENERATED
    }
}
