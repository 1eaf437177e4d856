package dev.understudy.sandbox;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Makes LiveKit tokens, good ones and bad ones. */
final class Tokens {
    static final String KEY = "devkey";
    static final String SECRET = "sandbox-secret-0123456789abcdef-0123456789";

    private Tokens() {}

    static String admin(String room) {
        return sign(video(Map.of("roomAdmin", true, "room", room)));
    }

    /** Everything at once: create, list and administer that room. */
    static String all(String room) {
        return sign(video(Map.of("roomAdmin", true, "roomCreate", true, "roomList", true, "room", room)));
    }

    static String user(String room, String identity) {
        return sign(video(Map.of("roomJoin", true, "room", room)).withSubject(identity));
    }

    static String avatar(String room, String identity, String agent) {
        return sign(video(Map.of("roomJoin", true, "room", room))
                .withSubject(identity)
                .withClaim("name", "Avatar")
                .withClaim("kind", "agent")
                .withClaim("attributes", Map.of("lk.publish_on_behalf", agent)));
    }

    static JWTCreator.Builder video(Map<String, Object> grants) {
        return JWT.create()
                .withIssuer(KEY)
                .withExpiresAt(Instant.now().plusSeconds(60))
                .withClaim("video", new TreeMap<>(grants));
    }

    static String sign(JWTCreator.Builder token) {
        return token.sign(Algorithm.HMAC256(SECRET));
    }
}
