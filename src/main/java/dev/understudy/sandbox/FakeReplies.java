package dev.understudy.sandbox;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends answers at once, or later without keeping a thread waiting. */
@Simulated
class FakeReplies {
    private static final Logger log = LoggerFactory.getLogger(FakeReplies.class);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration AGAIN = Duration.ofMillis(100);
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
        var waiting = held(request);
        later.in(after, () -> finish(waiting, reply));
    }

    /** Answers as soon as that is so. */
    void sendWhen(BooleanSupplier so, Reply reply, HttpServletRequest request, HttpServletResponse response) {
        if (so.getAsBoolean()) write(reply, response);
        else look(so, reply, held(request), LIMIT.dividedBy(AGAIN));
    }

    private void look(BooleanSupplier so, Reply reply, AsyncContext waiting, long times) {
        if (so.getAsBoolean() || times == 0) finish(waiting, reply);
        else later.in(AGAIN, () -> look(so, reply, waiting, times - 1));
    }

    private static AsyncContext held(HttpServletRequest request) {
        var waiting = request.startAsync();
        waiting.setTimeout(LIMIT.toMillis());
        return waiting;
    }

    private static void finish(AsyncContext waiting, Reply reply) {
        try {
            write(reply, (HttpServletResponse) waiting.getResponse());
            waiting.complete();
        } catch (UncheckedIOException | IllegalStateException e) {
            log.debug("the caller did not wait for the answer: {}", e.toString());
        }
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
