package dev.understudy.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.mock.web.MockHttpServletResponse;

/** What a page of a foreign origin reads. */
class ProblemCorsTest {
    @Test
    void itIsRefusedAsAllOthersAre() throws Exception {
        var response = new MockHttpServletResponse();
        new ProblemCors().rejectRequest(new ServletServerHttpResponse(response));
        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString()).contains("origin-refused");
        assertThat(response.isCommitted()).isTrue();
    }
}
