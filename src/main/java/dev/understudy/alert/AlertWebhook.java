package dev.understudy.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/**
 * An alert as a webhook, signed as
 * <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a> says.
 * Its address is on the message for the length of the call only.
 */
@Component("alertWebhook")
public class AlertWebhook {
    private static final int GOOD = 2;
    private final Receivers receivers;
    private final Clock clock;

    AlertWebhook(Receivers receivers, Clock clock) {
        this.receivers = receivers;
        this.clock = clock;
    }

    /** POST, with a time and a signature of now. */
    public void request(@ExchangeProperty(AlertRounds.DELIVERY) Delivery letter, Exchange exchange) {
        var target = receivers
                .webhook(letter.receiver())
                .orElseThrow(() -> new NotTaken("this receiver is not configured any more"));
        var seconds = clock.instant().getEpochSecond();
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.HTTP_URI, target.url().reveal());
        message.setHeader(Exchange.CONTENT_TYPE, AlertBody.MEDIA_TYPE);
        message.setHeader("webhook-id", letter.id());
        message.setHeader("webhook-timestamp", Long.toString(seconds));
        message.setHeader("webhook-signature", signatures(target, letter, seconds));
        message.setBody(letter.body().getBytes(UTF_8));
    }

    /** Any 2xx is good; the rest of the answer was not even read. */
    public String judge(Exchange exchange) {
        var status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        var outcome = "HTTP " + status;
        if (status / 100 != GOOD) throw new NotTaken(outcome);
        return outcome;
    }

    /** Takes the address and the signature off the message again, whatever came of the call. */
    public void forget(Exchange exchange) {
        exchange.getMessage().removeHeader(Exchange.HTTP_URI);
        exchange.getMessage().removeHeader("webhook-signature");
    }

    private static String signatures(Receivers.Target target, Delivery letter, long seconds) {
        return target.keys().stream()
                .map(key -> key.sign(letter.id(), seconds, letter.body()))
                .collect(Collectors.joining(" "));
    }
}
