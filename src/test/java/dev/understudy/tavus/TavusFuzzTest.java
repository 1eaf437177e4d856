package dev.understudy.tavus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.credential.Provider;
import dev.understudy.credential.VerdictRules;
import dev.understudy.fixtures.Fuzz;
import java.io.ByteArrayInputStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever Tavus, or something in between, may answer: it is good, or one of the refusals that the routes know. */
@Tag("fuzz")
class TavusFuzzTest {
    /** More than is read. */
    private static final int ANSWER = 1 << 21;

    private static final int[] STATUSES = {200, 201, 400, 401, 402, 403, 404, 429, 500, 502};
    private final TavusAnswers answers = new TavusAnswers(new ObjectMapper());
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void anyAnswerIsGoodOrARefusalThatTheRoutesKnow() {
        Fuzz.of("tavus", ANSWER, TavusRefused.class).at(bytes -> {
            var status = STATUSES[Math.floorMod(bytes.length, STATUSES.length)];
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
            exchange.getMessage().setBody(new ByteArrayInputStream(bytes));
            answers.judge(exchange);
            var body = exchange.getMessage().getBody(JsonNode.class);
            assertThat(body.isObject()).isTrue();
            TavusAnswers.conversation(body);
            assertThat(TavusAnswers.conversations(body)).hasSizeLessThanOrEqualTo(bytes.length);
            for (var provider : Provider.values())
                assertThat(VerdictRules.verdict(provider, 401, body)).isNotNull();
        });
    }
}
