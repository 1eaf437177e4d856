package dev.understudy.credential;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The steps of the route {@code credential-probe}: asks a provider with a key that need not be ours yet. Only what the provider
 * itself says of the key refuses it; whatever else happens says nothing of the key.
 */
@Component("credentialProbe")
public class CredentialProbe {
    /** Whose key it is: a {@link Provider}; Tavus's when it is not said. */
    static final String PROVIDER = "provider";

    private static final int LARGEST_ANSWER = 1 << 20;
    private static final String VERDICT = "verdict";
    private static final String REASON = "verdictReason";
    private final LiveKitProbe livekit;
    private final ObjectMapper json;

    /** Reads answers as JSON by that mapper. */
    public CredentialProbe(LiveKitProbe livekit, ObjectMapper json) {
        this.livekit = livekit;
        this.json = json;
    }

    /** Whose key it is, and that there is one. */
    public void prepare(Exchange exchange, @ExchangeProperty("key") @Nullable Secret key) {
        if (key == null || key.isEmpty()) throw new IllegalArgumentException("no key to ask with");
        if (exchange.getProperty(PROVIDER, Provider.class) == null) exchange.setProperty(PROVIDER, Provider.TAVUS);
    }

    /**
     * The provider's cheapest question that needs a key.
     *
     * @param ask method, path and query, as the route has them
     * @param header the header that carries the key
     * @param scheme what stands before the key in it; empty for nothing
     */
    public void request(
            Exchange exchange,
            @ExchangeProperty("ask") String ask,
            @ExchangeProperty("header") String header,
            @ExchangeProperty("scheme") @Nullable String scheme) {
        var key = exchange.getProperty("key", Secret.class);
        var message = exchange.getMessage();
        var question = ask.split("[ ?]", 3);
        message.removeHeaders("*");
        message.setBody(null);
        message.setHeader(Exchange.HTTP_METHOD, question[0]);
        message.setHeader(Exchange.HTTP_PATH, question[1]);
        if (question.length > 2) message.setHeader(Exchange.HTTP_QUERY, question[2]);
        var isLiveKit = exchange.getProperty(PROVIDER) == Provider.LIVEKIT;
        var shown = isLiveKit ? livekit.prepare(message, key) : key.reveal();
        message.setHeader(header, scheme == null || scheme.isBlank() ? shown : scheme + " " + shown);
    }

    /** Cartesia answers nobody who does not say which of its API's versions he knows. */
    public void version(Exchange exchange, @ExchangeProperty("version") @Nullable String version) {
        if (version != null && !version.isBlank()) exchange.getMessage().setHeader("Cartesia-Version", version);
    }

    /** What the answer says of the key. The answer itself goes no further. */
    public void judge(Exchange exchange) throws IOException {
        var provider = exchange.getProperty(PROVIDER, Provider.class);
        var answer = read(exchange);
        var row = VerdictRules.find(provider, answer);
        var skew = provider == Provider.LIVEKIT ? livekit.skew(answer, row.isPresent()) : null;
        var said = "HTTP " + answer.status();
        if (skew != null) conclude(exchange, Verdict.UNKNOWN, said + ", " + skew);
        else if (row.isPresent() && isReadable(provider, answer))
            conclude(exchange, row.get().verdict(), said + ", " + row.get().words());
        else concludeByStatus(exchange, answer, said);
    }

    /** There was no answer, or no question. */
    public void unanswered(Exchange exchange) {
        conclude(exchange, Verdict.UNKNOWN, reason(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    }

    private static void concludeByStatus(Exchange exchange, ProbeAnswer answer, String said) {
        if (answer.form() != ProbeAnswer.Form.JSON) conclude(exchange, Verdict.UNKNOWN, said + ", and no JSON");
        else if (answer.status() == 200) conclude(exchange, Verdict.VALID, said);
        else if (answer.status() == 402) conclude(exchange, Verdict.LIMITED, said); // to be paid for: alive
        else conclude(exchange, Verdict.UNKNOWN, said);
    }

    /** Refusals are JSON; LiveKit and Deepgram have some that are a line of text. */
    private static boolean isReadable(Provider provider, ProbeAnswer answer) {
        return answer.form() == ProbeAnswer.Form.JSON || provider == Provider.LIVEKIT || provider == Provider.DEEPGRAM;
    }

    private ProbeAnswer read(Exchange exchange) throws IOException {
        var message = exchange.getMessage();
        var status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        var date = DateUtils.parseStandardDate(message.getHeader("Date", "", String.class));
        var stream = message.getBody(InputStream.class);
        try (stream) {
            var body = stream == null ? new byte[0] : stream.readNBytes(LARGEST_ANSWER);
            return ProbeAnswer.of(status, body, date == null ? null : date.toEpochMilli(), json);
        }
    }

    private static String reason(@Nullable Exception failure) {
        if (failure instanceof ConnectTimeoutException) return "no connection in time";
        if (failure instanceof SocketTimeoutException) return "no answer in time";
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) return "no connection";
        if (failure instanceof UnknownHostException) return "its name is not known here";
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
