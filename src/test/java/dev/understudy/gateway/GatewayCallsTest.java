package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.avatar.Callbacks;
import dev.understudy.common.Secret;
import dev.understudy.gateway.Answer.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of Tavus's answers, and what of them the caller may see. */
class GatewayCallsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OURS = "https://understudy.example/tavus/callback/sandbox-secret";

    @SuppressWarnings("NullAway") // nothing else of them is asked
    private final Callbacks callbacks = new Callbacks(null, null, null) {
        @Override
        public String address() {
            return OURS;
        }
    };

    @SuppressWarnings("NullAway")
    private final GatewayCalls calls = new GatewayCalls(JSON, new Wish(null, callbacks, JSON));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "KEY_REJECTED;401;{\"message\":\"Invalid access token\"}",
                "KEY_REJECTED;403;{\"error\":\"Invalid access token\"}",
                "UNCLEAR;403;{\"message\":\"Forbidden\"}",
                "UNCLEAR;401;<html>Invalid access token</html>",
                "UNCLEAR;403;{\"message\":\"blocked by policy\"}",
                "UNCLEAR;401;''",
                "OUT_OF_CREDITS;402;{\"message\":\"The user is out of conversational credits.\"}",
                "FULL;400;{\"message\":\"User has reached maximum concurrent conversations\"}",
                "MISCONFIGURED;400;{\"message\":\"Invalid face_id\"}",
                "BUSY;429;{\"message\":\"slow down\"}",
                "BUSY;503;{\"message\":\"the access token service is down\"}",
                "BUSY;502;<html>Bad Gateway</html>",
                "UNSURE;200;<html>Welcome</html>"
            })
    void onlyTavussOwnWordsRefuseAKey(Kind kind, int status, String body) throws Exception {
        assertThat(answer(status, body).kind()).isEqualTo(kind);
    }

    @Test
    void ourCallbacksAddressIsNotShown() throws Exception {
        var one = "{\"conversation_id\":\"c1\",\"callback_url\":\"" + OURS + "\",\"status\":\"active\"}";
        var shown = answer(200, one);
        assertThat(text(shown)).isEqualTo("{\"conversation_id\":\"c1\",\"status\":\"active\"}");
        assertThat(text(answer(200, "{\"data\":[" + one + "]}"))).doesNotContain("callback");
    }

    @Test
    void theCallersOwnAddressStaysAndSoDoesEveryByte() throws Exception {
        var one = "{ \"conversation_id\":\"c1\",  \"callback_url\":\"https://caller.example/\" }";
        assertThat(text(answer(200, one))).isEqualTo(one);
    }

    @Test
    void onlyWhatWasAskedGoesToTavusWithTheKeyAndTheKeyIsForgottenAfterwards() {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader("Authorization", "the caller's");
        var call = new Call(0, JSON.createObjectNode(), null);
        call.with(Secret.of("tavus-key"));
        call.asks(new Call.Request("GET", "/c1", "verbose=true", null));
        calls.prepare(exchange, call);
        assertThat(exchange.getMessage().getHeaders())
                .containsOnly(
                        Map.entry(Exchange.HTTP_METHOD, "GET"),
                        Map.entry(Exchange.HTTP_PATH, "/v2/conversations/c1"),
                        Map.entry(Exchange.HTTP_QUERY, "verbose=true"),
                        Map.entry(Exchange.CONTENT_TYPE, "application/json"),
                        Map.entry("x-api-key", "tavus-key"));
        calls.forget(exchange);
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey("x-api-key");
    }

    @Test
    void aCreationTakesItsBodyAndNoQuery() {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        var call = new Call(0, JSON.createObjectNode(), null);
        call.asks(Calls.CREATE);
        calls.prepare(exchange, call);
        assertThat(exchange.getMessage().getBody()).isEqualTo("{}");
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(Exchange.HTTP_QUERY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GOOD;200;{\"conversation_id\":\"c1\"}",
                "GOOD;299;{\"conversation_id\":\"c1\"}",
                "UNSURE;200;{\"conversation_id\":\" \"}",
                "UNSURE;200;{}",
                "UNSURE;200;''",
                "MISCONFIGURED;300;{\"conversation_id\":\"c1\"}"
            })
    void aCreationThatNamesNoConversationTellsNothing(Kind kind, int status, String body) throws Exception {
        assertThat(answer(Calls.CREATE, status, body).kind()).isEqualTo(kind);
    }

    @Test
    void theEndOfOneMayBeAnsweredWithNothing() throws Exception {
        assertThat(answer(Calls.END, 200, "").kind()).isEqualTo(Kind.GOOD);
        assertThat(answer(Calls.READ, 200, "").kind()).isEqualTo(Kind.UNSURE);
    }

    @Test
    void whoTookNoConnectionWasNotAskedAndWhoIsSilentMayHaveHeard() {
        var call = new Call(0, JSON.createObjectNode(), null);
        calls.notSent(call);
        assertThat(call.answer().kind()).isEqualTo(Kind.BUSY);
        assertThat(call.answer().mayHaveWorked()).isFalse();
        calls.silent(call);
        assertThat(call.answer().kind()).isEqualTo(Kind.UNSURE);
    }

    @Test
    void aCallbackOfAnEarlierKeyIsHiddenTooAndAStrangersIsNot() throws Exception {
        var earlier = "{\"callback_url\":\"" + OURS.replace("sandbox-secret", "earlier") + "\"}";
        assertThat(text(answer(200, earlier))).isEqualTo("{}");
        var stranger = "{\"callback_url\":\"https://understudy.example/tavus/callbacks\"}";
        assertThat(text(answer(200, stranger))).isEqualTo(stranger);
        var alike = "{\"callback_url\":\"" + OURS.replace("callback/", "callback-") + "\"}";
        assertThat(text(answer(200, alike))).isEqualTo(alike);
    }

    private static String text(Answer answer) {
        return new String(answer.bytes(), StandardCharsets.UTF_8);
    }

    private Answer answer(int status, String body) throws Exception {
        return answer(Calls.READ, status, body);
    }

    private Answer answer(Call.Request request, int status, String body) throws Exception {
        var call = new Call(0, JSON.createObjectNode(), null);
        call.asks(request);
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        calls.keep(exchange, call);
        return call.answer();
    }
}
