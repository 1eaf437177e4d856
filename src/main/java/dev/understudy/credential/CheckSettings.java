package dev.understudy.credential;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When providers are asked for our keys.
 *
 * @param first after a start, at most
 * @param interval between two checks of a provider
 * @param jitter by how many percent that may be shorter or longer
 * @param confirm after a first refusal: how soon it is asked once more, since two in a row count
 * @param unknownAfter for how long a key may stay unjudged before people are told
 */
@ConfigurationProperties("understudy.credential.check")
record CheckSettings(Duration first, Duration interval, int jitter, Duration confirm, Duration unknownAfter) {}
