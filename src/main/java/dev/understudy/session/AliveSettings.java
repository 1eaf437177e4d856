package dev.understudy.session;

import dev.understudy.common.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The agents' own signs of life, which replace pings where workers give them.
 *
 * @param token what workers send as bearer token; empty: nobody reports, and all agents are pinged
 * @param lateAfter how long a worker's report counts; they come every 2 s
 */
@ConfigurationProperties("understudy.alive")
public record AliveSettings(@Nullable Secret token, Duration lateAfter) {}
