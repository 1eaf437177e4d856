package dev.understudy.meet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/** What browsers may do with the page: load its own files, and talk to this application and to LiveKit. Nothing else. */
class MeetHeaders extends OncePerRequestFilter {
    private static final Set<String> SECURE = Set.of("wss", "https");
    private final String policy;

    MeetHeaders(URI livekit) {
        policy = String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data:",
                "media-src 'self' blob:",
                "connect-src 'self'" + origins(livekit),
                "frame-ancestors 'none'",
                "base-uri 'none'",
                "form-action 'none'");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Permissions-Policy", "camera=(self), microphone=(self)");
        chain.doFilter(request, response);
    }

    /** LiveKit's origin for sockets and for calls; LiveKit Cloud sends clients on to the region that is nearest. */
    private static String origins(URI livekit) {
        var scheme = livekit.getScheme();
        var host = livekit.getHost();
        if (scheme == null || host == null) return "";
        var s = SECURE.contains(scheme.toLowerCase(Locale.ROOT)) ? "s" : "";
        var origins = both(s, livekit.getPort() < 0 ? host : host + ":" + livekit.getPort());
        return host.endsWith(".livekit.cloud") ? origins + both("s", "*.livekit.cloud") : origins;
    }

    private static String both(String s, String place) {
        return " ws" + s + "://" + place + " http" + s + "://" + place;
    }
}
