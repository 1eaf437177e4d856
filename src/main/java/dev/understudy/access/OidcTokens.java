package dev.understudy.access;

import dev.understudy.common.Problem;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/** Tokens of the OpenID Connect issuer, which is asked for its keys in the background and may be down while we start. */
@Component
public class OidcTokens implements DisposableBean {
    /** The scope that makes its holder an operator. */
    public static final String OPERATOR = "understudy.operator";

    private final JwtDecoder decoder;
    private final Executor background;

    /** Trusts the issuer of these settings, and asks it at once, where tokens of one count. */
    @Autowired
    public OidcTokens(AccessSettings settings, Clock clock) {
        this(settings, clock, Executors.newSingleThreadExecutor(OidcTokens::inBackground));
    }

    OidcTokens(AccessSettings settings, Clock clock, Executor background) {
        var issuer = new OidcIssuer(settings.oidc());
        var keys = new IssuerKeys(issuer::fetch, clock, background);
        decoder = issuer.decoder(keys);
        this.background = background;
        if (settings.mode() == AccessSettings.Mode.OIDC) keys.ask();
    }

    /**
     * The scopes of a valid token.
     *
     * @throws dev.understudy.common.Refused 401 when it is not valid, 503 {@code issuer-unreachable} when nobody can tell
     */
    public Set<String> check(String token) {
        try {
            return scopes(decoder.decode(token));
        } catch (BadJwtException e) {
            throw Access.unproved();
        } catch (JwtException e) {
            throw Problem.of(
                            503, "issuer-unreachable", "The issuer does not answer", "The token cannot be checked now.")
                    .refused();
        }
    }

    /** Whom a valid token is about. */
    String subject(String token) {
        var subject = decoder.decode(token).getSubject();
        return subject == null ? "somebody" : subject;
    }

    @Override
    public void destroy() {
        if (background instanceof ExecutorService own) own.shutdownNow();
    }

    private static Thread inBackground(Runnable work) {
        var thread = new Thread(work, "oidc-issuer");
        thread.setDaemon(true);
        return thread;
    }

    private static Set<String> scopes(Jwt token) {
        var scope = token.getClaims().getOrDefault("scope", token.getClaims().get("scp"));
        if (scope instanceof List<?> list)
            return list.stream().map(String::valueOf).collect(Collectors.toSet());
        return scope instanceof String text ? Set.copyOf(Arrays.asList(text.split(" +"))) : Set.of();
    }
}
