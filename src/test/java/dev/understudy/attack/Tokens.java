package dev.understudy.attack;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.understudy.fixtures.SignedWebhook;
import java.time.Instant;
import java.util.Map;

/** Participants' tokens, as LiveKit takes them. */
final class Tokens {
    private Tokens() {}

    static String of(String room) {
        return JWT.create()
                .withIssuer(SignedWebhook.KEY)
                .withSubject("user")
                .withExpiresAt(Instant.now().plusSeconds(600))
                .withClaim("video", Map.of("roomJoin", true, "room", room))
                .sign(Algorithm.HMAC256(SignedWebhook.SECRET));
    }
}
