package dev.understudy.gateway;

import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.livekit.SignedTokens;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an avatar is let into LiveKit with: livekit-plugins-tavus 1.8.9 mints it in the agent, with the agent's LiveKit key.
 *
 * @param room the one room that it is for
 * @param identity the avatar's
 * @param behalf the identity of the agent that it speaks for; null when the token does not say
 */
record AvatarPass(String room, String identity, @Nullable String behalf) {
    /** Reads a token; empty unless one of these keys signed it, it is in force, and it lets one agent's avatar into one room. */
    static Optional<AvatarPass> of(String token, LiveKitKeys keys) {
        try {
            return pass(SignedTokens.verified(token, keys));
        } catch (JWTVerificationException e) {
            return Optional.empty();
        }
    }

    /** Without the kind "agent" the avatar would count as a user, and keep the room open for ever (measured). */
    private static Optional<AvatarPass> pass(DecodedJWT token) {
        var video = token.getClaim("video").asMap();
        var identity = token.getSubject();
        if (video == null || identity == null || identity.isBlank() || token.getExpiresAtAsInstant() == null)
            return Optional.empty();
        if (!Boolean.TRUE.equals(video.get("roomJoin"))
                || !"agent".equals(token.getClaim("kind").asString())) return Optional.empty();
        if (!(video.get("room") instanceof String room) || room.isEmpty()) return Optional.empty();
        return Optional.of(new AvatarPass(room, identity, behalf(token)));
    }

    private static @Nullable String behalf(DecodedJWT token) {
        Map<String, Object> attributes = token.getClaim("attributes").asMap();
        return attributes != null && attributes.get("lk.publish_on_behalf") instanceof String agent && !agent.isEmpty()
                ? agent
                : null;
    }
}
