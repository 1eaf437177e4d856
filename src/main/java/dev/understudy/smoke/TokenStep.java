package dev.understudy.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.access.AccessSettings;
import dev.understudy.common.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The line {@code token}: our own token endpoint is called the way a browser calls it. The token is a Secret from then on. */
@Component("smokeToken")
public class TokenStep {
    static final String TOKEN = "smokeToken";
    static final String URL = "smokeUrl";
    private static final String AUTHORIZATION = "Authorization";
    private static final int LARGEST_ANSWER = 64 * 1024;
    private final AccessSettings access;
    private final ObjectMapper json;

    /** Calls as an operator, who may ask for tokens in every mode of access. */
    public TokenStep(AccessSettings access, ObjectMapper json) {
        this.access = access;
        this.json = json;
    }

    /** Who the user of a run is. */
    static String identity(SmokeRun run) {
        return "smoke-" + run.id();
    }

    /** Prepares the call. */
    public void request(Exchange exchange, @ExchangeProperty("checklist") Checklist list) throws IOException {
        list.begin(Line.TOKEN);
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.HTTP_PATH, "/api/token");
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        if (!access.apiToken().isEmpty())
            message.setHeader(AUTHORIZATION, "Bearer " + access.apiToken().reveal());
        var asked = Map.of("room_name", list.run().room(), "participant_identity", identity(list.run()));
        message.setBody(json.writeValueAsBytes(asked));
    }

    /** Takes the token out of the answer, which goes no further. */
    public void answered(Exchange exchange, @ExchangeProperty("checklist") Checklist list) throws IOException {
        var message = exchange.getMessage();
        var status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        var answer = read(message.getBody(InputStream.class));
        message.setBody(null);
        var token = answer.path("participant_token").asText();
        if (status != 201 || token.isEmpty()) list.failed(Line.TOKEN, "HTTP " + status + code(answer));
        else {
            exchange.setProperty(TOKEN, Secret.of(token));
            exchange.setProperty(URL, answer.path("server_url").asText());
            list.passed(Line.TOKEN, "HTTP 201");
        }
    }

    /** There was no answer. */
    public void unanswered(Exchange exchange, @ExchangeProperty("checklist") Checklist list) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        exchange.getMessage().setBody(null);
        list.failed(Line.TOKEN, reason(failure));
    }

    /** Takes the operator's token off the message again, whatever came of the call. */
    public void forget(Exchange exchange) {
        exchange.getMessage().removeHeader(AUTHORIZATION);
    }

    /** Our own code of a problem; what somebody in between may have written is not repeated. */
    private static String code(JsonNode answer) {
        var code = answer.path("type").asText().replaceFirst("^urn:understudy:problem:", "");
        return code.matches("[a-z_-]{1,40}") ? ", " + code : ", and no token";
    }

    private static String reason(Exception failure) {
        if (failure instanceof SocketTimeoutException) return "no answer in time";
        if (failure instanceof ConnectException) return "no connection to understudy.smoke.url";
        return "no answer: " + failure.getClass().getSimpleName();
    }

    /** What is no JSON tells nothing but its status. */
    private JsonNode read(InputStream body) throws IOException {
        if (body == null) return json.createObjectNode();
        try (body) {
            var answer = json.readTree(body.readNBytes(LARGEST_ANSWER));
            return answer == null ? json.createObjectNode() : answer;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return json.createObjectNode();
        }
    }
}
