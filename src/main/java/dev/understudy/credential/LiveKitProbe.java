package dev.understudy.credential;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.understudy.common.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is different at LiveKit: the key signs a token instead of being sent, and a token that is too early or too late for the
 * server's clock is refused like one with a wrong secret, with 401.
 */
@Component
class LiveKitProbe {
    private static final Duration BACK_DATED = Duration.ofSeconds(10);
    private static final Duration LASTS = Duration.ofSeconds(60);
    /** No room has that name: an answer without rooms costs the server nothing. */
    private static final String NO_ROOM = "{\"names\":[\"__probe__\"]}";

    private final LiveKitAddress address;
    private final ClockSkew clocks;
    private final Clock clock;

    LiveKitProbe(LiveKitAddress address, ClockSkew clocks, Clock clock) {
        this.address = address;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** Address and body of the question; gives the token to send. */
    String prepare(Message message, Secret pair) {
        message.setHeader(Exchange.HTTP_URI, address.forCalls());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(NO_ROOM);
        return token(KeyPair.of(pair));
    }

    /** How the clocks differ, in words, when that is why LiveKit refuses; null when it is not. */
    @Nullable
    String skew(ProbeAnswer answer, boolean isAboutTheKey) {
        return clocks.review(answer, isAboutTheKey);
    }

    private String token(KeyPair key) {
        if (key.name().isEmpty() || key.secret().isEmpty()) throw new IllegalArgumentException("no name and secret");
        var now = clock.instant();
        return JWT.create()
                .withIssuer(key.name())
                .withNotBefore(now.minus(BACK_DATED))
                .withExpiresAt(now.plus(LASTS))
                .withClaim("video", Map.of("roomList", true))
                .sign(Algorithm.HMAC256(key.secret().reveal()));
    }
}
