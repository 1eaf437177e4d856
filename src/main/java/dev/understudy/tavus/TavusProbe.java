package dev.understudy.tavus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.common.Secret;
import dev.understudy.credential.Verdict;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The steps of the route {@code credential-probe}: asks Tavus with a key that need not be ours yet. Only what Tavus itself says
 * of the key refuses it; whatever else happens says nothing of the key.
 */
@Component("tavusProbe")
public class TavusProbe {
    private static final String VERDICT = "verdict";
    private static final String REASON = "verdictReason";
    private final TavusAnswers answers;
    private final TavusSettings settings;

    /** Reads Tavus's answers. */
    public TavusProbe(TavusAnswers answers, TavusSettings settings) {
        this.answers = answers;
        this.settings = settings;
    }

    /** The cheapest question that needs a key and shows that conversations may be asked for. */
    public void request(Exchange exchange, @ExchangeProperty("key") @Nullable Secret key) {
        if (key == null || key.isEmpty()) throw new IllegalArgumentException("no key to ask with");
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(null);
        message.setHeader(Exchange.HTTP_METHOD, "GET");
        message.setHeader(Exchange.HTTP_PATH, "/v2/conversations");
        message.setHeader(Exchange.HTTP_QUERY, "status=active&limit=1");
        message.setHeader(TavusCalls.KEY_HEADER, key.reveal());
    }

    /** What the answer says of the key. The answer itself goes no further: it may quote what was sent. */
    public void judge(Exchange exchange) throws IOException {
        var message = exchange.getMessage();
        var status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        var body = answers.object(message);
        conclude(exchange, verdict(status, body), "HTTP " + status + (body == null ? ", and no JSON" : ""));
    }

    /** There was no answer, or no question. */
    public void unanswered(Exchange exchange) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        conclude(exchange, Verdict.UNKNOWN, reason(failure));
    }

    private static Verdict verdict(int status, @Nullable JsonNode body) {
        if (body == null) return Verdict.UNKNOWN;
        var text = TavusAnswers.text(body);
        var isLimited = status == 402 || (status == 400 && (text.contains("credits") || text.contains("concurrent")));
        if (status == 200) return Verdict.VALID;
        if (isLimited) return Verdict.LIMITED;
        return (status == 401 || status == 403) && !text.isBlank() ? Verdict.REJECTED : Verdict.UNKNOWN;
    }

    private String reason(@Nullable Exception failure) {
        if (failure instanceof ConnectTimeoutException)
            return "no connection within " + settings.connectTimeout().toMillis() + " ms";
        if (failure instanceof SocketTimeoutException)
            return "no answer within " + settings.timeout().toMillis() + " ms";
        if (failure instanceof ConnectException) return "no connection";
        if (failure instanceof IllegalArgumentException) return "no key";
        return failure == null ? "no answer" : failure.getClass().getSimpleName();
    }

    private static void conclude(Exchange exchange, Verdict verdict, String reason) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        exchange.setProperty(VERDICT, verdict);
        exchange.setProperty(REASON, reason);
    }
}
