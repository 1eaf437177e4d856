package dev.understudy.gateway;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.gateway.Answer.Kind;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** What the caller gets: Tavus's own answer wherever there is one that may be shown. */
@Component("gatewayReplies")
public class GatewayReplies {
    private static final int SHORTEST_SECRET = 8;
    /** Our callback's address, whose last part nobody else may know. */
    private static final String CALLBACK = "/tavus/callback/";

    /** Writes the answer; throws what has to be said in our own words. */
    public void write(Exchange exchange, @ExchangeProperty(GatewayRequests.CALL) Call call) {
        var answer = call.answer();
        if (!answer.isGood() && !isFit(call)) throw inOurWords(answer.kind());
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(answer.bytes());
    }

    /** JSON, and it does not quote what was sent: an error page may show the key or the token to everybody. */
    private static boolean isFit(Call call) {
        if (call.answer().json() == null) return false;
        var text = new String(call.answer().bytes(), StandardCharsets.UTF_8);
        var token = call.asked().path("properties").path("livekit_room_token").asText("");
        return !quotes(text, call.key().reveal()) && !quotes(text, token) && !text.contains(CALLBACK);
    }

    private static boolean quotes(String text, String secret) {
        return secret.length() >= SHORTEST_SECRET && text.contains(secret);
    }

    private static Refused inOurWords(Kind kind) {
        return switch (kind) {
            case KEY_REJECTED -> key().refused();
            case OUT_OF_CREDITS -> credits().refused();
            case FULL, MISCONFIGURED -> request().refused();
            case UNSURE -> silent().refused();
            default -> away().refused();
        };
    }

    private static Problem key() {
        return Problem.of(
                401, "tavus-key-rejected", "Tavus does not accept the key", "Nobody is asked before it is good.");
    }

    private static Problem credits() {
        return Problem.of(
                402, "tavus-out-of-credits", "The account is out of credits", "Nobody is asked before it has some.");
    }

    private static Problem request() {
        return Problem.of(400, "tavus-request-refused", "Tavus refuses the request", "Are face and PAL right?");
    }

    private static Problem silent() {
        return Problem.of(
                504, "tavus-no-answer", "Tavus did not answer", "What it may have made is looked for by name.");
    }

    private static Problem away() {
        return Problem.of(503, "tavus-unavailable", "Tavus cannot be asked", "Send it again in a moment.");
    }
}
