package dev.understudy.sandbox;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The tokens that the recorder sent, told by the names that it gave to its calls: it kept none of them. */
final class RecordedTokens {
    private static final Set<String> WITHOUT =
            Set.of("no-Authorization", "broken-body-no-token", "rtc-validate-no-token", "token-in-query");

    private RecordedTokens() {}

    /** The Authorization header of the call of that name, good for that room unless the name says otherwise. */
    static Optional<String> header(String name, String room) {
        if (WITHOUT.contains(name)) return Optional.empty();
        return Optional.of(
                switch (name) {
                    case "no-Bearer" -> Tokens.all(room);
                    case "bearer-in-lower-case" -> "bearer " + Tokens.all(room);
                    case "Bearer-and-nothing" -> "Bearer";
                    default -> "Bearer " + token(name, room);
                });
    }

    private static String token(String name, String room) {
        var good = grants("roomAdmin", "roomCreate", "roomList").in(room);
        return switch (name) {
            case "token-is-no-JWT" -> "rubbish";
            case "token-three-parts-rubbish" -> "a.b.c";
            case "unknown-key" -> good.sign("nobody", Algorithm.HMAC256(Tokens.SECRET));
            case "no-iss" -> good.sign("", Algorithm.HMAC256(Tokens.SECRET));
            case "wrong-secret" -> good.sign(Tokens.KEY, Algorithm.HMAC256("wrong-" + Tokens.SECRET));
            case "HS384" -> good.sign(Tokens.KEY, Algorithm.HMAC384(Tokens.SECRET));
            case "HS512" -> good.sign(Tokens.KEY, Algorithm.HMAC512(Tokens.SECRET));
            case "alg-none" -> good.sign(Tokens.KEY, Algorithm.none());
            case "room-differs" -> grants("roomAdmin").in("another").sign();
            case "room-" -> grants("roomAdmin").in("*").sign();
            case "roomJoin-only", "update-participant-without-grant" ->
                grants("roomJoin").in(room).sign();
            case "no-video-claim" -> grants().sign();
            case "create-room-without-roomCreate", "delete-room-with-roomAdmin-only", "list-rooms-without-roomList" ->
                grants("roomAdmin").in(room).sign();
            default -> claim(good, name).sign();
        };
    }

    private static Claims claim(Claims good, String name) {
        return switch (name) {
            case "expired-10-min" -> good.claim("exp", seconds(-600));
            case "expired-30-s" -> good.claim("exp", seconds(-30));
            case "no-exp" -> good.without("exp");
            case "nbf-in-10-min" -> good.claim("nbf", seconds(600));
            case "nbf-in-30-s" -> good.claim("nbf", seconds(30));
            case "iat-in-10-min" -> good.claim("iat", seconds(600));
            case "map-claim-as-list-in-roomConfig" ->
                good.claim("roomConfig", Map.of("tags", List.of(Map.of("key", "a", "value", "b"))));
            case "map-claim-right-in-roomConfig" -> good.claim("roomConfig", Map.of("tags", Map.of("a", "b")));
            case "agents-in-roomConfig" ->
                good.claim("roomConfig", Map.of("agents", List.of(Map.of("agentName", "x"))));
            case "unknown-claims" -> good.claim("brandNew", Map.of("a", 1));
            case "unknown-kind" -> good.claim("kind", "martian");
            case "attributes-not-a-map" -> good.claim("attributes", List.of("a"));
            default -> good;
        };
    }

    private static long seconds(int fromNow) {
        return Instant.now().plusSeconds(fromNow).getEpochSecond();
    }

    private static Claims grants(String... names) {
        var video = new TreeMap<String, Object>();
        Arrays.stream(names).forEach(name -> video.put(name, true));
        var claims = new Claims(video, new TreeMap<>());
        return claims.claim("exp", seconds(60));
    }

    private record Claims(Map<String, Object> video, Map<String, Object> other) {
        Claims in(String room) {
            video.put("room", room);
            return this;
        }

        Claims claim(String name, Object value) {
            other.put(name, value);
            return this;
        }

        Claims without(String name) {
            other.remove(name);
            return this;
        }

        String sign() {
            return sign(Tokens.KEY, Algorithm.HMAC256(Tokens.SECRET));
        }

        String sign(String issuer, Algorithm algorithm) {
            if (!video.isEmpty()) other.put("video", video);
            if (!issuer.isEmpty()) other.put("iss", issuer);
            return JWT.create().withPayload(other).sign(algorithm);
        }
    }
}
