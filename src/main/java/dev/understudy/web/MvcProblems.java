package dev.understudy.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers what Spring MVC refuses before a route or a controller sees it: 404, 405, 406, 415 and their kin. */
@RestControllerAdvice
class MvcProblems {
    private final Problems problems;

    MvcProblems(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler(Exception.class)
    void answer(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) return;
        response.reset();
        if (failure instanceof ErrorResponse error) {
            error.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            problems.write(ProblemPages.ofStatus(error.getStatusCode().value()), response);
        } else {
            var status = statusOf(failure);
            problems.write(
                    status > 0 ? ProblemPages.ofStatus(status) : Problems.of(failure, request.getMethod()), response);
        }
    }

    /** The status of failures that carry none themselves; 0 when it is for {@link Problems} to say. */
    private static int statusOf(Exception failure) {
        if (failure instanceof HttpMessageNotReadableException) return 400;
        if (failure instanceof MethodArgumentTypeMismatchException) return 400;
        if (failure instanceof RejectedExecutionException) return 503;
        var named = AnnotatedElementUtils.findMergedAnnotation(failure.getClass(), ResponseStatus.class);
        return named == null ? 0 : named.code().value();
    }
}
