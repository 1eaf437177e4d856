package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.gateway.Answer.Kind;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** What callers of the gateway get to read: Tavus's own words, unless these would give away what they must not know. */
class GatewayRepliesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "tavus-key-0123456789";
    private static final String TOKEN = "header.payload.signature";
    private final GatewayReplies replies = new GatewayReplies();

    @Test
    void tavussAnswerGoesOnByteForByte() throws Exception {
        var body = "{ \"conversation_id\":\"c1\",\n\"status\" : \"active\"}";
        var message = written(Kind.GOOD, 200, body).getMessage();
        assertThat(new String(message.getBody(byte[].class), StandardCharsets.UTF_8))
                .isEqualTo(body);
        assertThat(message.getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
        assertThat(message.getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/json");
        assertThat(message.getHeaders()).hasSize(2);
    }

    @Test
    void soDoesARefusalInItsOwnWords() throws Exception {
        var body = "{\"message\":\"Invalid access token\"}";
        var message = written(Kind.KEY_REJECTED, 401, body).getMessage();
        assertThat(new String(message.getBody(byte[].class), StandardCharsets.UTF_8))
                .isEqualTo(body);
    }

    @Test
    void aRefusalThatQuotesTheKeyOrTheTokenIsToldInOurWords() {
        for (var secret : new String[] {KEY, TOKEN})
            assertThatThrownBy(() -> written(Kind.KEY_REJECTED, 401, "{\"message\":\"bad: " + secret + "\"}"))
                    .isInstanceOf(Refused.class)
                    .hasMessageNotContaining(secret);
    }

    @Test
    void aPageThatIsNoJsonIsToldInOurWordsAndItsStatusSaysWhetherToAskAgain() {
        assertThat(refusedWith(Kind.BUSY, 502, "<html>")).isEqualTo(503);
        assertThat(refusedWith(Kind.UNSURE, 200, "<html>")).isEqualTo(504);
        assertThat(refusedWith(Kind.KEY_REJECTED, 0, "")).isEqualTo(401);
        assertThat(refusedWith(Kind.OUT_OF_CREDITS, 0, "")).isEqualTo(402);
        assertThat(refusedWith(Kind.FULL, 400, "<html>")).isEqualTo(400);
    }

    @Test
    void whatIsTooShortForASecretMayBeQuoted() throws Exception {
        var quoted = "{\"message\":\"bad: 12345678\"}";
        assertThatThrownBy(() -> written("12345678", quoted)).isInstanceOf(Refused.class);
        assertThat(written("1234567", quoted).getMessage().getBody(byte[].class))
                .isEqualTo(quoted.getBytes(StandardCharsets.UTF_8));
    }

    private Exchange written(String key, String body) throws Exception {
        var call = new Call(0, JSON.createObjectNode(), null);
        call.with(Secret.of(key));
        call.hears(new Answer(Kind.KEY_REJECTED, 401, body.getBytes(StandardCharsets.UTF_8), JSON.readTree(body)));
        var exchange = new DefaultExchange(new DefaultCamelContext());
        replies.write(exchange, call);
        return exchange;
    }

    private int refusedWith(Kind kind, int status, String body) {
        try {
            written(kind, status, body);
            throw new AssertionError("it was passed on");
        } catch (Refused refused) {
            return refused.problem().status();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Exchange written(Kind kind, int status, String body) throws Exception {
        var asked = JSON.createObjectNode();
        asked.putObject("properties").put("livekit_room_token", TOKEN);
        var call = new Call(0, asked, null);
        call.with(Secret.of(KEY));
        JsonNode json = body.startsWith("{") ? JSON.readTree(body) : null;
        call.hears(new Answer(kind, status, body.getBytes(StandardCharsets.UTF_8), json));
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader("x-api-key", "the caller's");
        replies.write(exchange, call);
        return exchange;
    }
}
