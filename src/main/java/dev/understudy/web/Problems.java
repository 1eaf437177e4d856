package dev.understudy.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.common.Trace;
import dev.understudy.store.StoreTrouble;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns what went wrong into the answer that the caller reads, for routes and for the servlet side alike. */
@Component("problems")
public class Problems {
    /** How long a caller is asked to wait after a 503, in s; LiveKit's sender honours it (measured on 1.13.5). */
    public static final String RETRY_AFTER_SECONDS = "5";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Made beforehand: where there is no memory left, none is needed to say so. */
    private static final Problem EXHAUSTED = Problem.of(
            503, "out-of-resources", "There is nothing left to do it with", "Nothing was kept; send it again.");

    private static final byte[] EXHAUSTED_BYTES = bytes(EXHAUSTED);

    /** Answers a route's caught exception; nothing of the request, of a body or of a stack is in the answer. */
    public void answer(Exchange exchange) {
        var problem = of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class), exchange.getFromRouteId());
        var message = exchange.getMessage();
        message.removeHeaders("*");
        headers(problem).forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        message.setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
        message.setBody(problem == EXHAUSTED ? EXHAUSTED_BYTES : bytes(problem));
    }

    /** Answers outside of routes. */
    public void write(Problem problem, HttpServletResponse response) throws IOException {
        headers(problem).forEach(response::setHeader);
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        var body = bytes(problem);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The headers that belong to it. */
    public static Map<String, String> headers(Problem problem) {
        if (problem.retryAfter() > 0)
            return Map.of("Cache-Control", "no-store", "Retry-After", Long.toString(problem.retryAfter()));
        return switch (problem.status()) {
            case 401 -> Map.of("Cache-Control", "no-store", "WWW-Authenticate", "Bearer");
            case 503 -> Map.of("Cache-Control", "no-store", "Retry-After", RETRY_AFTER_SECONDS);
            default -> Map.of("Cache-Control", "no-store");
        };
    }

    /** What a failure is called; one that nobody foresaw is logged by its place in the code, never by its data. */
    public static Problem of(Throwable failure, String where) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) return refused.problem();
            if (StoreTrouble.isOf(cause)) return storeUnavailable(where, cause);
            if (cause instanceof Error) return exhausted(where, cause);
        }
        LOG.error("{} failed: {}", where, Trace.of(failure));
        return Problem.of(
                500, "internal-error", "Something went wrong here", "It was logged; the request is not to blame.");
    }

    /** No memory, no thread, a class that is not there: nothing of the request. */
    private static Problem exhausted(String where, Throwable cause) {
        LOG.error("{}: {}", where, cause.getClass().getSimpleName());
        return EXHAUSTED;
    }

    private static Problem storeUnavailable(String where, Throwable cause) {
        var trouble = StoreTrouble.of(cause);
        LOG.error(
                "{}: the store did not answer: {} ({})",
                where,
                trouble.words(),
                cause.getClass().getSimpleName());
        return Problem.of(503, "store-unavailable", "The store does not answer", "Nothing was kept; send it again.");
    }

    /** A problem as it is sent. */
    public static byte[] bytes(Problem problem) {
        try {
            return JSON.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            return "{\"status\":500}".getBytes(StandardCharsets.UTF_8);
        }
    }
}
