package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Clients of Tavus read its shape only, and some write its address with a slash too many. */
class TavusShapeTest {
    private static final String OURS = "/tavus/v2/conversations";
    private static final String PROBLEM = "{\"title\":\"No face\",\"detail\":\"All have left.\",\"status\":409}";
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void aProblemIsToldInTavussShape() throws Exception {
        through(OURS, Problem.MEDIA_TYPE, PROBLEM);
        assertThat(response.getContentType()).isEqualTo("application/json");
        assertThat(Calls.json(response.getContentAsString()))
                .isEqualTo(Calls.json("{'message':'No face: All have left.','title':'No face',"
                        + "'detail':'All have left.','status':409}"));
        assertThat(response.getHeader("Content-Length"))
                .isEqualTo(String.valueOf(response.getContentAsByteArray().length));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/tavus/v2/conversations;application/json;{\"conversation_id\":\"c1\"}",
                "/tavus/v2;text/plain;x",
                "/tavus/v2/conversations;application/problem+json;[1]",
                "/api/sessions;application/problem+json;{\"title\":\"t\",\"detail\":\"d\"}",
                "/tavus/v2x;application/problem+json;{\"title\":\"t\",\"detail\":\"d\"}"
            })
    void everythingElseStaysAsItIs(String path, String type, String body) throws Exception {
        through(path, type, body);
        assertThat(response.getContentType()).startsWith(type);
        assertThat(response.getContentAsString()).isEqualTo(body);
    }

    @Test
    void anAnswerWithoutATypeStaysAsItIs() throws Exception {
        new TavusShape().doFilter(request(OURS), response, (asked, answer) -> answer.getWriter()
                .write("x"));
        assertThat(response.getContentAsString()).isEqualTo("x");
    }

    @Test
    void theErrorPageOfOneOfTheGatewaysCallsIsToldSoToo() throws Exception {
        var request = request("/error");
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, OURS);
        request.setDispatcherType(jakarta.servlet.DispatcherType.ERROR);
        new TavusShape().doFilter(request, response, says(Problem.MEDIA_TYPE, PROBLEM));
        assertThat(response.getContentAsString()).contains("\"message\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/tavus/v2//conversations, /tavus/v2/conversations",
        "/tavus//v2///conversations, /tavus/v2/conversations",
        "/tavus/v2/conversations, /tavus/v2/conversations",
        "/api//sessions, /api//sessions"
    })
    void aSlashTooManyIsOneOnTheGatewaysPathsOnly(String path, String seen) throws Exception {
        var request = request(path);
        List<HttpServletRequest> passed = new ArrayList<>();
        new OneSlash().doFilter(request, response, (asked, answer) -> passed.add((HttpServletRequest) asked));
        assertThat(passed).extracting(HttpServletRequest::getRequestURI).containsExactly(seen);
        if (path.equals(seen)) assertThat(passed).containsExactly(request);
    }

    private void through(String path, String type, String body) throws Exception {
        new TavusShape().doFilter(request(path), response, says(type, body));
    }

    private static FilterChain says(String type, String body) {
        return (asked, answer) -> {
            answer.setContentType(type);
            answer.getWriter().write(body);
        };
    }

    private static MockHttpServletRequest request(String path) {
        return new MockHttpServletRequest("POST", path);
    }
}
