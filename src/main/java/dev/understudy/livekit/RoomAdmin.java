package dev.understudy.livekit;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The right to do anything in one room, for one call of ours that the SDK does not know. */
final class RoomAdmin {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private RoomAdmin() {}

    /** A token of a minute, signed with the current key. */
    static String token(LiveKitKeys keys, String room) {
        var key = keys.current();
        var now = Instant.now();
        return JWT.create()
                .withIssuer(key.name())
                .withNotBefore(now.minus(CLOCK_SKEW))
                .withExpiresAt(now.plus(LIFE))
                .withClaim("video", Map.of("roomAdmin", true, "room", room))
                .sign(Algorithm.HMAC256(key.secret().reveal()));
    }
}
