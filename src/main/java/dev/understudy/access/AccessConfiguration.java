package dev.understudy.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Lets web pages of the chosen origins call the API; without any, browsers keep all foreign pages out. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    private static final long PREFLIGHT_SECONDS = 3600;

    @Bean
    FilterRegistrationBean<CorsFilter> cors(AccessSettings settings) {
        var origins = settings.origins() == null ? List.<String>of() : settings.origins();
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", allowing(origins));
        var cors = origins.isEmpty() ? new Preflights(source) : new CorsFilter(source);
        cors.setCorsProcessor(new ProblemCors());
        var filter = new FilterRegistrationBean<>(cors);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    /** Without origins only a browser's question is answered, with no: a proxy may hide that a page is of our own origin. */
    private static final class Preflights extends CorsFilter {
        Preflights(CorsConfigurationSource source) {
            super(source);
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !CorsUtils.isPreFlightRequest(request);
        }
    }

    private static CorsConfiguration allowing(List<String> origins) {
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE"));
        // whatever a page asks for: LiveKit's docs name some of their own (X-Sandbox-ID), and every one is read by name
        // here
        allowed.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        allowed.setExposedHeaders(List.of("Location", "Retry-After"));
        allowed.setMaxAge(PREFLIGHT_SECONDS);
        return allowed;
    }
}
