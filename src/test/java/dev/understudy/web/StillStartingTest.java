package dev.understudy.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A call that comes before the routes run is asked to come again; LiveKit repeats a webhook after a 503 and never after a 404. */
class StillStartingTest {
    private final CamelContext camel = new DefaultCamelContext();

    @Test
    void aWebhookBeforeTheRoutesRunIsToComeAgain() throws Exception {
        var answer = call("/livekit/webhook");
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isNotBlank();
        assertThat(answer.getContentAsString()).contains("still-starting");
    }

    @Test
    void whatIsNoRouteIsLetThrough() throws Exception {
        assertThat(call("/openapi.yaml").getStatus()).isEqualTo(200);
    }

    @Test
    void onceTheRoutesRunEverythingIsLetThrough() throws Exception {
        camel.start();
        assertThat(call("/livekit/webhook").getStatus()).isEqualTo(200);
        camel.stop();
        assertThat(call("/livekit/webhook").getStatus()).isEqualTo(503);
    }

    private MockHttpServletResponse call(String path) throws Exception {
        var beans = new StaticListableBeanFactory();
        beans.addBean("camel", camel);
        var filter = new StillStarting(beans.getBeanProvider(CamelContext.class), new Problems());
        var answer = new MockHttpServletResponse();
        // decoded, as Tomcat gives it
        var request = new MockHttpServletRequest("POST", path.replace("/l", "/%6c"));
        request.setServletPath(path);
        filter.doFilter(request, answer, new MockFilterChain());
        return answer;
    }
}
