package dev.understudy.access;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import dev.understudy.common.Secret;
import dev.understudy.livekit.LiveKitKeys;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Participants' LiveKit tokens: signed by one of our keys, not expired, and for one room. */
@Component
public class RoomTokens {
    private static final long LEEWAY_SECONDS = 60;
    private final LiveKitKeys keys;

    /** Trusts these keys. */
    public RoomTokens(LiveKitKeys keys) {
        this.keys = keys;
    }

    /** The room that the token lets its holder join; empty when it is no such token. */
    public Optional<String> roomOf(String token) {
        try {
            var issuer = JWT.decode(token).getIssuer();
            return keys.secretOf(issuer == null ? "" : issuer)
                    .map(secret -> verified(token, secret.reveal()))
                    .flatMap(RoomTokens::room);
        } catch (JWTVerificationException e) {
            return Optional.empty();
        }
    }

    /** A fingerprint that only who has our key can make. */
    String mark(String of) {
        return Secret.of(keys.current().secret().reveal() + ' ' + of).fingerprint();
    }

    private static Map<String, Object> verified(String token, String secret) {
        var verified = JWT.require(Algorithm.HMAC256(secret))
                .acceptLeeway(LEEWAY_SECONDS)
                .ignoreIssuedAt()
                .build()
                .verify(token);
        if (verified.getExpiresAt() == null) return Map.of();
        var video = verified.getClaim("video").asMap();
        return video == null ? Map.of() : video;
    }

    private static Optional<String> room(Map<String, Object> video) {
        if (!Boolean.TRUE.equals(video.get("roomJoin"))) return Optional.empty();
        return video.get("room") instanceof String room && !room.isEmpty() ? Optional.of(room) : Optional.empty();
    }
}
