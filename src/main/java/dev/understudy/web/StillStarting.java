package dev.understudy.web;

import dev.understudy.common.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tomcat listens some seconds before the routes run, and after they have stopped. Without this a call in between is answered 404,
 * and LiveKit never repeats a webhook that was answered with a 4xx.
 */
class StillStarting extends OncePerRequestFilter {
    private final ObjectProvider<CamelContext> camel;
    private final Problems problems;

    StillStarting(ObjectProvider<CamelContext> camel, Problems problems) {
        this.camel = camel;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!RoutedPath.isRoute(request) || areRunning()) {
            chain.doFilter(request, response);
            return;
        }
        var problem = Problem.of(503, "still-starting", "Not started yet, or stopping", "Send it again in a moment.");
        problems.write(problem, response);
    }

    /** The simulated world alone has no routes, and nothing to wait for. */
    private boolean areRunning() {
        var routes = camel.getIfAvailable();
        return routes == null || routes.isStarted();
    }
}
