package dev.understudy.web;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sees to it that a body is within its size, comes within its time, and is read once, whole, by who needs it: a signature is
 * checked over what was sent, and no reader of forms or of characters can eat or change it first. It is read when it is asked
 * for and not before, so that who may not call at all is refused by the headers alone.
 */
class BodyLimit extends OncePerRequestFilter {
    private static final int PIECE_BYTES = 8192;
    private final WebSettings settings;
    private final BodyReaders readers;
    private final Problems problems;

    BodyLimit(WebSettings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
        readers = new BodyReaders(settings.bodyReaders(), settings.bodyReadersPerAddress());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Cache-Control", "no-store");
        // whoever has this stream keeps Tomcat from reading the body as a form
        var body = request.getInputStream();
        WholeBody whole;
        try {
            refusePacked(request);
            var limit = settings.limitFor(RoutedPath.of(request));
            if (request.getContentLengthLong() > limit) throw tooLarge(limit);
            whole = new WholeBody(request, () -> read(request, body, limit), typeOf(request));
        } catch (Refused refused) {
            problems.write(refused.problem(), response);
            return;
        }
        chain.doFilter(whole, response);
    }

    /**
     * The API speaks JSON, whatever the caller says (a {@code curl -d} says it sends a form). Camel must not hear otherwise: it
     * would take forms apart and log what it could not read.
     */
    private static @Nullable String typeOf(HttpServletRequest request) {
        return RoutedPath.isRoute(request) ? "application/json" : null;
    }

    /** Nothing here unpacks anything, on any path: a few bytes may hold gigabytes. */
    private static void refusePacked(HttpServletRequest request) {
        for (var packed : Collections.list(request.getHeaders("Content-Encoding")))
            if (!packed.equalsIgnoreCase("identity")) throw packed();
    }

    /** With one of few places for those whose bodies are waited for: each takes a thread of the server. */
    private byte[] read(HttpServletRequest request, InputStream body, long limit) {
        if (request.getContentLengthLong() == 0) return new byte[0];
        try (var place = readers.enter(CallerAddress.of(request))) {
            return upTo(limit, body);
        } catch (IOException e) {
            throw tooSlow();
        }
    }

    private byte[] upTo(long limit, InputStream body) throws IOException {
        var read = new ByteArrayOutputStream();
        var piece = new byte[PIECE_BYTES];
        var deadline = System.nanoTime() + settings.bodyDeadline().toNanos();
        for (var count = body.read(piece); count >= 0; count = body.read(piece)) {
            read.write(piece, 0, count);
            if (read.size() > limit) throw tooLarge(limit);
            if (System.nanoTime() - deadline > 0) throw tooSlow();
        }
        return read.toByteArray();
    }

    private static Refused tooLarge(long limit) {
        return Problem.of(413, "body-too-large", "The body is too large", "At most " + limit + " bytes are read here.")
                .refused();
    }

    private static Refused packed() {
        return Problem.of(415, "encoding-refused", "The body is packed", "Send it without Content-Encoding.")
                .refused();
    }

    /** A caller that stops in the middle is its own fault (408); that is no error of ours. */
    private static Refused tooSlow() {
        return Problem.of(408, "body-incomplete", "The body did not arrive", "It stopped or took too long to arrive.")
                .refused();
    }
}
