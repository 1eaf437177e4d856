package dev.understudy.web;

import dev.understudy.common.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The last page of every error that no one answered: the same shape as all others, and never its cause. */
@RestController
class ProblemPages implements ErrorController {
    private final Problems problems;

    ProblemPages(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        problems.write(ofStatus(status instanceof Integer code ? code : 404), response);
    }

    /** A problem that has only its status to tell. */
    static Problem ofStatus(int status) {
        var known = HttpStatus.resolve(status);
        var title = known == null ? "Not accepted" : known.getReasonPhrase();
        var code = title.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]+", "-");
        return Problem.of(status, code, title, detail(status));
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "Nothing is under this address; GET /openapi.yaml tells what there is.";
            case 405 -> "This address takes other methods, named in Allow; GET /openapi.yaml tells what they do.";
            case 501, 505 -> "The server does not speak that.";
            default -> status < 500 ? "The request was not accepted." : "It was logged.";
        };
    }
}
