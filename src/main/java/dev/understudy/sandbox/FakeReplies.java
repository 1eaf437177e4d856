package dev.understudy.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends answers at once, or later without keeping a thread waiting. */
@Simulated
class FakeReplies {
    private static final Logger log = LoggerFactory.getLogger(FakeReplies.class);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private final Later later;

    FakeReplies(Later later) {
        this.later = later;
    }

    /** Answers after the delay; a caller who has hung up meanwhile is not missed. */
    void send(Reply reply, Duration after, HttpServletRequest request, HttpServletResponse response) {
        if (after.isZero()) {
            write(reply, response);
            return;
        }
        var waiting = request.startAsync();
        waiting.setTimeout(LIMIT.toMillis());
        later.in(after, () -> {
            try {
                write(reply, (HttpServletResponse) waiting.getResponse());
                waiting.complete();
            } catch (UncheckedIOException | IllegalStateException e) {
                log.debug("the caller did not wait for the answer: {}", e.toString());
            }
        });
    }

    private static void write(Reply reply, HttpServletResponse response) {
        response.setStatus(reply.status());
        response.setHeader("Vary", "Origin");
        response.setContentType(reply.type());
        response.setContentLength(reply.body().length);
        try {
            response.getOutputStream().write(reply.body());
            response.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
