package dev.understudy.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.common.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/**
 * Clients of Tavus read {@code application/json} and its {@code message} only (livekit-plugins-tavus 1.8.9 repeats whatever is
 * another type): a problem under the gateway's paths, whoever found it, is answered in that shape.
 */
class TavusShape extends OncePerRequestFilter {
    private static final String JSON_TYPE = "application/json";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !GatewayPaths.cover(request);
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var kept = isAsyncDispatch(request) ? response : new ContentCachingResponseWrapper(response);
        chain.doFilter(request, kept);
        if (isAsyncStarted(request)) return;
        var cached = WebUtils.getNativeResponse(kept, ContentCachingResponseWrapper.class);
        if (cached != null) finish(cached);
    }

    private static void finish(ContentCachingResponseWrapper answer) throws IOException {
        var type = answer.getContentType();
        if (type != null && type.startsWith(Problem.MEDIA_TYPE)) reshape(answer);
        answer.copyBodyToResponse();
    }

    private static void reshape(ContentCachingResponseWrapper answer) throws IOException {
        if (!(JSON.readTree(answer.getContentAsByteArray()) instanceof ObjectNode problem)) return;
        var text =
                problem.path("title").asText() + ": " + problem.path("detail").asText();
        var shaped =
                JSON.writeValueAsBytes(((ObjectNode) JSON.createObjectNode().put("message", text)).setAll(problem));
        answer.resetBuffer();
        answer.setContentType(JSON_TYPE);
        answer.setContentLength(shaped.length);
        answer.getOutputStream().write(shaped);
    }
}
