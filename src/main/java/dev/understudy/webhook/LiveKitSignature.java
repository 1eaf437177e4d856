package dev.understudy.webhook;

import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.exceptions.TokenExpiredException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.livekit.SignedTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Checks that LiveKit sent these very bytes. The header is a bare JWT (no {@code Bearer}), HS256, signed with the secret of the
 * key that {@code iss} names; its claim {@code sha256} is the padded base64 of the body's hash (measured on livekit-server 1.13.5).
 */
@Component
public class LiveKitSignature {
    private static final int LONGEST_TOKEN = 4096;
    private final LiveKitKeys keys;

    /** Any of these keys may have signed: two are good while a key is changed. */
    public LiveKitSignature(LiveKitKeys keys) {
        this.keys = keys;
    }

    /**
     * The hash of the body that LiveKit has signed, so that a stranger is refused before its body is read.
     *
     * @param authorizations every Authorization header of the request
     * @return base64 of a SHA-256
     * @throws Refused 401 {@code webhook-unsigned} for anything that LiveKit did not sign; the token is never repeated
     */
    public String signed(List<String> authorizations) {
        if (authorizations.size() != 1) throw forged("exactly one Authorization header is expected");
        var token = authorizations.get(0);
        if (token.length() > LONGEST_TOKEN) throw forged("the token is too long");
        var hash = verified(token).getClaim("sha256").asString();
        if (hash == null) throw forged("it has no sha256 of the body");
        return hash;
    }

    /**
     * Passes the body that was signed.
     *
     * @param hash as {@link #signed} gives it
     * @throws Refused 401 {@code webhook-unsigned} for another body
     */
    public void check(byte[] body, String hash) {
        var expected = Base64.getEncoder().encode(sha256(body));
        if (!MessageDigest.isEqual(expected, hash.getBytes(StandardCharsets.UTF_8)))
            throw forged("the body is not the one that was signed");
    }

    private DecodedJWT verified(String token) {
        try {
            var verified = SignedTokens.verified(token, keys);
            if (verified.getExpiresAtAsInstant() == null) throw forged("it has no expiry");
            return verified;
        } catch (JWTVerificationException e) {
            throw forged(why(e));
        }
    }

    /** In words that help whoever mixed up two keys, and nobody else. */
    private static String why(JWTVerificationException failure) {
        if (failure instanceof SignedTokens.KeyUnknown) return "its key is not known here";
        if (failure instanceof TokenExpiredException) return "its token has expired";
        if (failure instanceof SignatureVerificationException) return "its signature is not made with our secret";
        return "its token is not one of LiveKit's";
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static Refused forged(String why) {
        return Problem.of(401, "webhook-unsigned", "This is not signed by LiveKit", "Refused: " + why + ".")
                .refused();
    }
}
