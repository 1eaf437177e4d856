package dev.understudy.livekit;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Mints the token that an avatar joins with. By hand, because the SDK (0.13.0) cannot say {@code kind}; without it the avatar
 * would count as a user and keep the room open (measured).
 */
@Component
public class AvatarTokens {
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
    /** It only gates the join: a connected client is refreshed by the server. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final LiveKitKeys keys;
    private final Clock clock;

    /** Signs with the current key. */
    public AvatarTokens(LiveKitKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** A token for one room and one identity, on behalf of one agent, good for five minutes. */
    public String mint(String room, String identity, String agentIdentity) {
        var key = keys.current();
        var now = clock.instant();
        return JWT.create()
                .withIssuer(key.name())
                .withSubject(identity)
                .withNotBefore(now.minus(CLOCK_SKEW))
                .withExpiresAt(now.plus(LIFE))
                .withClaim("name", identity)
                .withClaim("kind", "agent")
                .withClaim("attributes", Map.of("lk.publish_on_behalf", agentIdentity))
                .withClaim("video", grants(room))
                .sign(Algorithm.HMAC256(key.secret().reveal()));
    }

    private static Map<String, Object> grants(String room) {
        return Map.of("roomJoin", true, "room", room, "canPublish", true, "canSubscribe", true, "canPublishData", true);
    }
}
