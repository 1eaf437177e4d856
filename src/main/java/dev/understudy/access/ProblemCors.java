package dev.understudy.access;

import dev.understudy.common.Problem;
import dev.understudy.web.Problems;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.DefaultCorsProcessor;

/** Refuses a page of a foreign origin in the shape of all other refusals. */
class ProblemCors extends DefaultCorsProcessor {
    private static final Problem FOREIGN =
            Problem.of(403, "origin-refused", "This origin may not call", "See understudy.access.origins.");

    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
        response.setStatusCode(HttpStatus.FORBIDDEN);
        response.getHeaders().setContentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
        response.getBody().write(Problems.bytes(FOREIGN));
        response.flush();
    }
}
