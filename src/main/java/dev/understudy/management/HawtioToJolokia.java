package dev.understudy.management;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leads the calls of Hawtio's page to Jolokia. Hawtio 4.3.0 does so itself only beside a class that Jolokia 2.4 has renamed (seen
 * in its bytecode: {@code ConditionalOnBean(JolokiaEndpoint)}).
 */
class HawtioToJolokia extends OncePerRequestFilter {
    private final String from;
    private final String to;

    HawtioToJolokia(String from, String to) {
        this.from = from;
        this.to = to;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = request.getRequestURI();
        if (path.startsWith(from))
            request.getRequestDispatcher(to + path.substring(from.length())).forward(request, response);
        else chain.doFilter(request, response);
    }
}
