package dev.understudy.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.gateway.Answer.Kind;
import dev.understudy.tavus.TavusAnswers;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one call to Tavus: puts the key on the message, takes it off again, and keeps the answer as it came. */
@Component("gatewayCalls")
public class GatewayCalls {
    private static final String KEY_HEADER = "x-api-key";
    private static final int LARGEST_BODY = 1 << 20;
    private final ObjectMapper json;
    private final Wish wish;

    /** Reads JSON by this mapper; what was ours in the request is not for the caller. */
    GatewayCalls(ObjectMapper json, Wish wish) {
        this.json = json;
        this.wish = wish;
    }

    /** The request with its key, right before it is sent; nothing of the caller's headers goes on. */
    public void prepare(Exchange exchange, @ExchangeProperty(GatewayRequests.CALL) Call call) {
        var request = call.request();
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(request.body());
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_PATH, "/v2/conversations" + request.path());
        if (request.query() != null) message.setHeader(Exchange.HTTP_QUERY, request.query());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader(KEY_HEADER, call.key().reveal());
    }

    /** Takes the key off the message, whatever came of the call. */
    public void forget(Exchange exchange) {
        exchange.getMessage().removeHeader(KEY_HEADER);
    }

    /** Keeps the answer, byte for byte, but for our callback's address. */
    public void keep(Exchange exchange, @ExchangeProperty(GatewayRequests.CALL) Call call) throws IOException {
        var status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        var bytes = read(exchange);
        var body = parse(bytes);
        var shown = body != null && wish.hides(body) ? wish.bytes(body) : bytes;
        call.hears(new Answer(kind(status, body, call.request()), status, shown, body));
    }

    /** Nobody took the connection: nothing was asked. */
    public void notSent(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        call.hears(Answer.none(Kind.BUSY));
    }

    /** No answer, or half of one. */
    public void silent(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        call.hears(Answer.none(Kind.UNSURE));
    }

    private Kind kind(int status, @Nullable JsonNode body, Call.Request request) {
        if (status >= 200 && status < 300) return isReadable(body, request) ? Kind.GOOD : Kind.UNSURE;
        return Kind.of(TavusAnswers.refusal(status, body == null ? json.createObjectNode() : body));
    }

    /** A creation that names no conversation tells nothing; the end of one is answered with nothing. */
    private static boolean isReadable(@Nullable JsonNode body, Call.Request request) {
        if (request.creates())
            return body != null && !body.path("conversation_id").asText("").isBlank();
        return body != null || !request.reads();
    }

    private static byte[] read(Exchange exchange) throws IOException {
        var stream = exchange.getMessage().getBody(InputStream.class);
        if (stream == null) return new byte[0];
        try (stream) {
            return stream.readNBytes(LARGEST_BODY);
        }
    }

    private @Nullable ObjectNode parse(byte[] bytes) throws IOException {
        try {
            var node = json.readTree(bytes);
            return node instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
