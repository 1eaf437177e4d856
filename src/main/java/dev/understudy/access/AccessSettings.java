package dev.understudy.access;

import dev.understudy.common.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may call what.
 *
 * @param mode how visitors prove themselves, for token and dispatch calls
 * @param apiToken the operator's token; empty: nobody is an operator by token
 * @param accessToken the visitors' token when the mode is bearer
 * @param dispatchAhead whether a visitor's dispatch call brings the agent before any user is there, though anybody may make it
 * @param origins of web pages that may call (CORS)
 * @param oidc whose tokens count when the mode is oidc
 */
@ConfigurationProperties("understudy.access")
public record AccessSettings(
        Mode mode,
        Secret apiToken,
        @Nullable Secret accessToken,
        boolean dispatchAhead,
        @Nullable List<String> origins,
        Oidc oidc) {

    /** The ways of visitors. */
    public enum Mode {
        /** Everyone. */
        OPEN,
        /** Whoever has the shared token. */
        BEARER,
        /** Whoever has a token of the issuer. */
        OIDC
    }

    /**
     * An OpenID Connect issuer.
     *
     * @param issuer its address, under which its discovery document lies
     * @param audience the {@code aud} that a token must carry
     * @param timeout of a call to it
     */
    public record Oidc(@Nullable String issuer, @Nullable String audience, Duration timeout) {}
}
