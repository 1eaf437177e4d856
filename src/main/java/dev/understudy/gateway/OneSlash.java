package dev.understudy.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** livekit-plugins-tavus appends {@code /conversations} to its base URL as it is, so that one with a slash at its end has two. */
class OneSlash extends OncePerRequestFilter {
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !GatewayPaths.cover(request) || !request.getRequestURI().contains("//");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new Single(request), response);
    }

    private static final class Single extends HttpServletRequestWrapper {
        Single(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRequestURI() {
            return GatewayPaths.single(super.getRequestURI());
        }
    }
}
