package dev.understudy.management;

import dev.understudy.access.Access;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before everything on the management port: health and metrics are for all who can reach it, the rest is for operators,
 * by bearer token or, from a browser, by its password dialogue with the token as the password. Since a browser sends a password
 * along by itself, what another page asks for is refused.
 */
class OperatorDoor extends OncePerRequestFilter {
    private static final Set<String> SAME_SITE = Set.of("same-origin", "none");
    private static final String CHALLENGE = "Basic realm=\"Understudy\", charset=\"UTF-8\"";
    private final Access access;
    private final String health;
    private final String metrics;

    OperatorDoor(Access access, String basePath) {
        this.access = access;
        health = basePath + "/health";
        metrics = basePath + "/metrics";
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Cache-Control", "no-store");
        try {
            if (!isOpen(request)) check(request);
        } catch (Refused refused) {
            refuse(refused.problem(), response);
            return;
        }
        chain.doFilter(request, response);
    }

    /** As everywhere, and with the question that makes a browser ask for the password. */
    private static void refuse(Problem problem, HttpServletResponse response) throws IOException {
        Problems.headers(problem).forEach(response::setHeader);
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) response.setHeader("WWW-Authenticate", CHALLENGE);
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(Problems.bytes(problem));
    }

    /** By the address as it was sent: what is written in an unusual way is not open. */
    private boolean isOpen(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.equals(metrics) || path.matches(Pattern.quote(health) + "(/[a-zA-Z]+)?");
    }

    private void check(HttpServletRequest request) {
        if (isForeign(request)) throw foreign();
        access.operator(new PasswordAsToken(request));
    }

    private static boolean isForeign(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !SAME_SITE.contains(site)) return true;
        var origin = request.getHeader("Origin");
        return origin != null && !isHere(origin, request.getHeader("Host"));
    }

    private static boolean isHere(String origin, @Nullable String host) {
        try {
            return Objects.equals(URI.create(origin).getRawAuthority(), host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Refused foreign() {
        return Problem.of(
                        403, "foreign-page", "Another page asks", "Open this page itself; other pages may not use it.")
                .refused();
    }
}
