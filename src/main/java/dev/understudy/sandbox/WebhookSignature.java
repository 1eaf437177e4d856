package dev.understudy.sandbox;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Signs webhooks as LiveKit does: a raw JWT, HS256, iss = the key, iat = nbf, exp 5 min later, sha256 of the raw body. */
@Simulated
class WebhookSignature {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private final String key;
    private final Algorithm algorithm;

    WebhookSignature(SandboxSettings settings) {
        key = settings.signer();
        var secret = settings.secrets().get(key);
        if (secret == null) throw new IllegalArgumentException("understudy.sandbox.webhook-key is not one of the keys");
        algorithm = Algorithm.HMAC256(secret.reveal());
    }

    /** The value of the Authorization header for this body. */
    String of(byte[] body) {
        var now = Instant.now();
        return JWT.create()
                .withIssuer(key)
                .withIssuedAt(now)
                .withNotBefore(now)
                .withExpiresAt(now.plus(LIFETIME))
                .withClaim("sha256", Base64.getEncoder().encodeToString(sha256(body)))
                .sign(algorithm);
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
