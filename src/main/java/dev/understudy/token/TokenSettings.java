package dev.understudy.token;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What a token may be.
 *
 * @param ttl how long it lets its holder join
 * @param backdate how far back its {@code nbf} lies, for clocks that differ
 * @param roomName the room names that are given out
 */
@ConfigurationProperties("understudy.token")
public record TokenSettings(Duration ttl, Duration backdate, Pattern roomName) {}
