package dev.understudy.livekit;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.understudy.common.Secret;
import java.util.function.Supplier;

/** Tokens of others that one of our LiveKit keys signed: of LiveKit itself, of agents, of participants. */
public final class SignedTokens {
    private static final long LEEWAY_SECONDS = 60;

    private SignedTokens() {}

    /** No key of ours has the name that the token gives. */
    public static final class KeyUnknown extends JWTVerificationException {
        private static final long serialVersionUID = 1L;

        KeyUnknown() {
            super("no key of ours");
        }
    }

    /**
     * A token that one of these keys signed, HS256, and that is in force; clocks may differ by a minute.
     *
     * @throws JWTVerificationException for whatever else anybody may send
     */
    public static DecodedJWT verified(String token, LiveKitKeys keys) {
        var issuer = read(() -> JWT.decode(token).getIssuer());
        var secret = keys.secretOf(issuer == null ? "" : issuer).orElseThrow(KeyUnknown::new);
        return read(() -> verified(token, secret));
    }

    private static DecodedJWT verified(String token, Secret secret) {
        return JWT.require(Algorithm.HMAC256(secret.reveal()))
                .acceptLeeway(LEEWAY_SECONDS)
                .ignoreIssuedAt()
                .build()
                .verify(token);
    }

    /** The library throws of its own what it did not think of: claims that are {@code null}, a time beyond Java's (java-jwt 4.5.1). */
    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JWTVerificationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new JWTDecodeException("no token that can be read");
        }
    }
}
