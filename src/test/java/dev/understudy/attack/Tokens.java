package dev.understudy.attack;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.understudy.fixtures.SignedWebhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
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

    /** As an OIDC issuer signs them, with a key that nobody has heard of. */
    static String ofAnIssuer() {
        return part("{\"alg\":\"RS256\",\"kid\":\"unknown\"}") + "." + part("{\"sub\":\"somebody\",\"exp\":4102444800}")
                + "." + part("x".repeat(256));
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
