package dev.understudy.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** What a failure is called. */
class ProblemsTest {
    private final Problems problems = new Problems();

    /** Where there is no memory, not even for the answer: it was 200 once, with the body that had filled it. */
    @Test
    void anErrorIsNotTheRequestsFaultAndNeverAGoodAnswer() {
        for (var failure : List.<Throwable>of(
                new OutOfMemoryError("Java heap space"),
                new TypeConversionException("bytes", byte[].class, new OutOfMemoryError("x")),
                new StackOverflowError())) {
            var exchange = new DefaultExchange(new DefaultCamelContext());
            exchange.getMessage().setBody("what was sent");
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
            problems.answer(exchange);
            assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                    .isEqualTo(503);
            assertThat(exchange.getMessage().getHeader("Retry-After")).isNotNull();
            assertThat(exchange.getMessage().getBody(String.class))
                    .contains("out-of-resources")
                    .doesNotContain("what was sent", "heap");
        }
    }
}
