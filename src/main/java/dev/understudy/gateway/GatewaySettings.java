package dev.understudy.gateway;

import dev.understudy.common.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may call the gateway, and how long a call may take.
 *
 * @param token what callers send as {@code x-api-key}; empty: there is no gateway
 * @param deadline of a whole call; no call to Tavus is begun that could outlast it
 * @param timeout of one answer of Tavus's
 * @param connectTimeout until Tavus takes the connection
 */
@ConfigurationProperties("understudy.gateway")
public record GatewaySettings(@Nullable Secret token, Duration deadline, Duration timeout, Duration connectTimeout) {

    boolean isOff() {
        return token == null || token.isEmpty();
    }

    /** The longest that one call to Tavus takes, ms. */
    long oneCallMs() {
        return timeout.plus(connectTimeout).toMillis();
    }
}
