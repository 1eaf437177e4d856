package dev.understudy.tavus;

import dev.understudy.common.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where Tavus is and what we ask it for; each value is explained beside its default in config/application.yaml.
 *
 * @param url the API's address, without {@code /v2}
 * @param apiKey the configured key, which counts while the secrets file has none; empty when everyone gets audio
 * @param faceId the face (was replica) of rooms whose rule names none
 * @param palId the PAL (was persona) of rooms whose rule names none
 * @param timeout how long one answer may take
 * @param connectTimeout until Tavus takes the connection
 * @param maxCallDuration after which Tavus itself ends a conversation, at most one hour
 * @param trips transient failures in a row that open the breaker
 * @param probeInterval between two questions whether Tavus is good again, while the breaker is open
 * @param publicUrl our address as Tavus reaches it; without it no callback is asked for
 */
@ConfigurationProperties("understudy.tavus")
public record TavusSettings(
        URI url,
        Secret apiKey,
        @Nullable String faceId,
        @Nullable String palId,
        Duration timeout,
        Duration connectTimeout,
        Duration maxCallDuration,
        int trips,
        Duration probeInterval,
        @Nullable URI publicUrl) {}
