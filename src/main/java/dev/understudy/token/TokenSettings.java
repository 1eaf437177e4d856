package dev.understudy.token;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What a token may be.
 *
 * @param ttl how long it lets its holder join
 * @param backdate how far back its {@code nbf} lies, for clocks that differ
 * @param rooms who names the room
 * @param identities who names the participant's identity
 * @param roomName the room names that are given out
 */
@ConfigurationProperties("understudy.token")
public record TokenSettings(Duration ttl, Duration backdate, Naming rooms, Naming identities, Pattern roomName) {
    /** Who chooses a name. */
    public enum Naming {
        /** The caller, or we where it says nothing. */
        ASKED,
        /** We, whatever the caller says. */
        GENERATED
    }
}
