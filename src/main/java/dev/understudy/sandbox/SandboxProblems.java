package dev.understudy.sandbox;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What goes wrong at the control calls, as {@code application/problem+json}. */
@Profile("sandbox")
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(
        assignableTypes = {
            SandboxRooms.class,
            SandboxFaults.class,
            SandboxQuota.class,
            SandboxHeard.class,
            SandboxMeet.class
        })
class SandboxProblems {
    private static final int BAD_REQUEST = 400;
    private static final int UNSUPPORTED = 415;

    @ExceptionHandler
    ResponseEntity<Problem> refused(Refused e) {
        return answer(e.problem());
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException e) {
        return answer(
                Problem.of(BAD_REQUEST, "body-unreadable", "The body cannot be read", "It has to be a JSON object."));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unsupported(HttpMediaTypeNotSupportedException e) {
        return answer(
                Problem.of(UNSUPPORTED, "media-type-refused", "This type is not taken", "Send application/json."));
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
