package dev.understudy.access;

import dev.understudy.common.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/** Tokens of the OpenID Connect issuer; the issuer is asked at first use, so that it may be down while we start. */
@Component
public class OidcTokens {
    /** The scope that makes its holder an operator. */
    public static final String OPERATOR = "understudy.operator";

    private final AccessSettings.Oidc settings;
    private volatile @Nullable JwtDecoder decoder;

    /** Trusts this issuer. */
    public OidcTokens(AccessSettings settings) {
        this.settings = settings.oidc();
    }

    /**
     * The scopes of a valid token.
     *
     * @throws dev.understudy.common.Refused 401 when it is not valid, 503 {@code issuer-unreachable} when nobody can tell
     */
    public Set<String> check(String token) {
        try {
            return scopes(decoder().decode(token));
        } catch (BadJwtException e) {
            throw Access.unproved();
        } catch (JwtException | IssuerUnreachable e) {
            throw Problem.of(
                            503, "issuer-unreachable", "The issuer does not answer", "The token cannot be checked now.")
                    .refused();
        }
    }

    /** Whom a valid token is about. */
    String subject(String token) {
        var subject = decoder().decode(token).getSubject();
        return subject == null ? "somebody" : subject;
    }

    private JwtDecoder decoder() {
        var known = decoder;
        if (known != null) return known;
        synchronized (this) {
            if (decoder == null) decoder = OidcIssuer.discover(settings);
            return decoder;
        }
    }

    private static Set<String> scopes(Jwt token) {
        var scope = token.getClaims().getOrDefault("scope", token.getClaims().get("scp"));
        if (scope instanceof List<?> list)
            return list.stream().map(String::valueOf).collect(Collectors.toSet());
        return scope instanceof String text ? Set.copyOf(Arrays.asList(text.split(" +"))) : Set.of();
    }
}
