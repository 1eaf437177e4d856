package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Problem;
import dev.understudy.common.Secret;
import dev.understudy.credential.Provider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets only the operator's token at the control calls under {@code /sandbox}; the providers' sides have keys of their own. */
@Simulated
class OperatorGate implements HandlerInterceptor, WebMvcConfigurer {
    private static final String BEARER = "Bearer ";
    private final Secret token;
    private final ObjectMapper json = new ObjectMapper();

    OperatorGate(SandboxSettings settings) {
        token = settings.operatorToken();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var providers = Arrays.stream(Provider.values())
                .map(provider -> "/sandbox/" + provider.wire() + "/**")
                .toList();
        registry.addInterceptor(this)
                .addPathPatterns("/sandbox/**")
                .excludePathPatterns(providers)
                .excludePathPatterns("/sandbox/meet"); // asks for the visitor's own token
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (isAlert(request)) return true;
        var header = request.getHeader("Authorization");
        if (header != null && header.startsWith(BEARER) && token.matches(header.substring(BEARER.length())))
            return true;
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Bearer");
        response.setContentType(Problem.MEDIA_TYPE);
        json.writeValue(response.getOutputStream(), refusal());
        return false;
    }

    /** Who brings an alert proves it by a signature. */
    private static boolean isAlert(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getRequestURI().equals("/sandbox/alerts");
    }

    private static Problem refusal() {
        return Problem.of(
                HttpServletResponse.SC_UNAUTHORIZED,
                "operator-token-refused",
                "The operator's token is needed",
                "Send Authorization: Bearer with the value of understudy.sandbox.operator-token.");
    }
}
