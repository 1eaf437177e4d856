package dev.understudy.access;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.web.CallerAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets callers through or refuses them: 401 for who has not proved to be anyone, 403 for who is someone else. It reads the
 * request's own headers, since Camel adds the query's parameters to the message's, and a token in an address would be logged.
 */
@Component("access")
public class Access {
    private final AccessSettings settings;
    private final OidcTokens oidc;
    private final RoomTokens rooms;

    /** Decides by these settings. */
    public Access(AccessSettings settings, OidcTokens oidc, RoomTokens rooms) {
        this.settings = settings;
        this.oidc = oidc;
        this.rooms = rooms;
    }

    /** Lets through who may ask for tokens and dispatches; an operator always may. */
    public void visitor(@Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        if (settings.mode() == AccessSettings.Mode.OPEN) return;
        var token = Bearer.of(request);
        if (isOperator(token) || isShared(token)) return;
        if (token == null || settings.mode() != AccessSettings.Mode.OIDC) throw unproved();
        oidc.check(token);
    }

    /**
     * Whether a call counts as one of many by somebody whom nobody knows: where anybody may call, everybody but an operator. Who
     * has proved to be someone may be a backend, which asks for all of its users from one address.
     */
    public boolean isAnonymous(HttpServletRequest request) {
        return settings.mode() == AccessSettings.Mode.OPEN && !isOperator(Bearer.of(request));
    }

    /**
     * By what faces of the same anonymous caller are known: a mark of its address, of which nobody can make the address again.
     *
     * @return eight hex digits; empty for who has proved to be someone
     */
    public String mark(HttpServletRequest request) {
        return isAnonymous(request) ? rooms.mark(CallerAddress.of(request)) : "";
    }

    /** What tells holders of one token from those of another; the same however its header is written. Empty without a token. */
    public String fingerprint(HttpServletRequest request) {
        var token = Bearer.of(request);
        return token == null ? "" : Secret.of(token).fingerprint();
    }

    /** Whether the agent is dispatched at once for who calls, though nobody may be in the room yet. */
    public boolean mayDispatchAhead(HttpServletRequest request) {
        return settings.dispatchAhead() || !isAnonymous(request);
    }

    /** Lets operators through. */
    public void operator(@Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        var token = Bearer.of(request);
        if (!mayOperate(token)) throw isShared(token) ? notYours() : unproved();
    }

    /** Who calls, of those that {@link #operator} lets through: the subject of their token, or the holder of the operator's. */
    public String caller(@Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        var token = Bearer.of(request);
        if (token == null || isOperator(token)) return "the operator";
        return oidc.subject(token);
    }

    /**
     * Lets through operators, and participants by their LiveKit token.
     *
     * @return the one room that a participant may hear of; empty for an operator, who may hear of all
     */
    public Optional<String> operatorOrRoom(@Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        var token = Bearer.of(request);
        if (token == null) throw unproved();
        if (isOperator(token)) return Optional.empty();
        var room = rooms.roomOf(token);
        if (room.isPresent()) return room;
        operator(request);
        return Optional.empty();
    }

    private boolean mayOperate(@Nullable String token) {
        if (isOperator(token)) return true;
        if (token == null || settings.mode() != AccessSettings.Mode.OIDC) return false;
        if (oidc.check(token).contains(OidcTokens.OPERATOR)) return true;
        throw notYours();
    }

    private boolean isOperator(@Nullable String token) {
        return matches(settings.apiToken(), token);
    }

    private boolean isShared(@Nullable String token) {
        return settings.mode() == AccessSettings.Mode.BEARER && matches(settings.accessToken(), token);
    }

    private static boolean matches(@Nullable Secret secret, @Nullable String token) {
        return secret != null && !secret.isEmpty() && token != null && secret.matches(token);
    }

    static Refused unproved() {
        return Problem.of(401, "not-authorized", "Who is calling?", "Send Authorization: Bearer and a valid token.")
                .refused();
    }

    private static Refused notYours() {
        return Problem.of(403, "operators-only", "This is for operators", "The token is valid, but not an operator's.")
                .refused();
    }
}
