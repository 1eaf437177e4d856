package dev.understudy.sandbox;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.credential.Provider;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import livekit.LivekitRoom.RoomConfiguration;
import org.jspecify.annotations.Nullable;

/** Checks LiveKit tokens as the server does: the key by {@code iss}, HS256 only, 60 s of leeway, texts of refusal as measured. */
@Simulated
class FakeKeys {
    private static final long LEEWAY_SECONDS = 60;
    private static final JsonMapper JSON = new JsonMapper();
    /** Kept: JWT.decode makes a JSON mapper for each token. */
    private static final JWT DECODER = new JWT();

    /** What a limited key may not do; what its tokens say of one room still holds. */
    private static final List<String> OF_THE_SERVER = List.of("roomCreate", "roomList");

    private final Map<String, Algorithm> algorithms = new HashMap<>();
    private final FakeKeyStates states;
    private final FakeSlots slots;

    FakeKeys(SandboxSettings settings, FakeKeyStates states, FakeSlots slots) {
        this.states = states;
        this.slots = slots;
        settings.secrets().forEach((key, secret) -> algorithms.put(key, Algorithm.HMAC256(secret.reveal())));
    }

    /** What the token of this header grants; nothing when there is no header. TwirpError in plain text for a bad token. */
    Grants authorize(@Nullable String header) {
        if (header == null) return Grants.NONE;
        if (!header.startsWith("Bearer "))
            throw TwirpError.token("invalid authorization header. Must start with Bearer ");
        return verify(header.substring("Bearer ".length()));
    }

    /** What the token grants; TwirpError in plain text when it is no good. */
    Grants verify(String token) {
        var jwt = parse(token);
        var key = jwt.getIssuer() == null ? "" : jwt.getIssuer();
        var algorithm = algorithms.get(key);
        var state = states.of(Provider.LIVEKIT, key);
        if (algorithm == null || state == KeyFault.REVOKED) throw TwirpError.token("invalid API key: " + key);
        checkSignature(jwt, algorithm);
        slots.saw(Provider.LIVEKIT, key, false);
        var claims = claims(jwt);
        if (state == KeyFault.LIMITED && claims.path("video") instanceof ObjectNode video) video.remove(OF_THE_SERVER);
        var grants = new Grants(key, claims, attributes(token, claims), configuration(token, claims));
        checkTimes(token, claims);
        return grants;
    }

    private static DecodedJWT parse(String token) {
        try {
            return DECODER.decodeJwt(token);
        } catch (JWTVerificationException e) {
            throw TwirpError.token("invalid authorization token");
        }
    }

    private static void checkSignature(DecodedJWT jwt, Algorithm algorithm) {
        if (!"HS256".equals(jwt.getAlgorithm()))
            throw invalid(
                    jwt.getToken(), "token signature is invalid: signing method " + jwt.getAlgorithm() + " is invalid");
        try {
            algorithm.verify(jwt);
        } catch (JWTVerificationException e) {
            throw invalid(jwt.getToken(), "token signature is invalid: signature is invalid");
        }
    }

    private static JsonNode claims(DecodedJWT jwt) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(jwt.getPayload()));
        } catch (IOException e) {
            throw TwirpError.token("invalid authorization token");
        }
    }

    private static Map<String, String> attributes(String token, JsonNode claims) {
        var attributes = new TreeMap<String, String>();
        var claim = claims.path("attributes");
        if (claim.isMissingNode() || claim.isNull()) return attributes;
        if (!claim.isObject())
            throw malformed(
                    token,
                    "json: cannot unmarshal array into Go struct field tokenClaims.ClaimGrants.attributes of type"
                            + " map[string]string");
        claim.fields()
                .forEachRemaining(
                        entry -> attributes.put(entry.getKey(), entry.getValue().asText()));
        return attributes;
    }

    /** A map that was encoded as a list (the Java SDK's tags) makes the whole token invalid. */
    private static @Nullable RoomConfiguration configuration(String token, JsonNode claims) {
        var claim = claims.path("roomConfig");
        if (claim.isMissingNode() || claim.isNull()) return null;
        try {
            return (RoomConfiguration) WireReader.read(claim, RoomConfiguration.newBuilder());
        } catch (IllegalArgumentException e) {
            throw malformed(token, "proto:\u00a0syntax error (line 1:23): unexpected token [");
        }
    }

    private static void checkTimes(String token, JsonNode claims) {
        long now = Instant.now().getEpochSecond();
        if (claims.has("exp") && now > claims.get("exp").asLong() + LEEWAY_SECONDS)
            throw invalid(token, "token has invalid claims: token is expired");
        if (claims.has("nbf") && now < claims.get("nbf").asLong() - LEEWAY_SECONDS)
            throw invalid(token, "token has invalid claims: token is not valid yet");
    }

    private static TwirpError malformed(String token, String why) {
        return invalid(token, "token is malformed: could not JSON decode claim: " + why);
    }

    private static TwirpError invalid(String token, String why) {
        return TwirpError.token("invalid token: " + token + ", error: " + why);
    }
}
