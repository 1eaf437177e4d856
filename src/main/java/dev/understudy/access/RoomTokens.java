package dev.understudy.access;

import com.auth0.jwt.exceptions.JWTVerificationException;
import dev.understudy.common.Secret;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.livekit.SignedTokens;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Participants' LiveKit tokens: signed by one of our keys, not expired, and for one room. */
@Component
public class RoomTokens {
    private final LiveKitKeys keys;

    /** Trusts these keys. */
    public RoomTokens(LiveKitKeys keys) {
        this.keys = keys;
    }

    /** The room that the token lets its holder join; empty when it is no such token. */
    public Optional<String> roomOf(String token) {
        try {
            return room(verified(token));
        } catch (JWTVerificationException e) {
            return Optional.empty();
        }
    }

    /** A fingerprint that only who has our key can make. */
    String mark(String of) {
        return Secret.of(keys.current().secret().reveal() + ' ' + of).fingerprint();
    }

    private Map<String, Object> verified(String token) {
        var verified = SignedTokens.verified(token, keys);
        if (verified.getExpiresAtAsInstant() == null) return Map.of();
        var video = verified.getClaim("video").asMap();
        return video == null ? Map.of() : video;
    }

    private static Optional<String> room(Map<String, Object> video) {
        if (!Boolean.TRUE.equals(video.get("roomJoin"))) return Optional.empty();
        return video.get("room") instanceof String room && !room.isEmpty() ? Optional.of(room) : Optional.empty();
    }
}
