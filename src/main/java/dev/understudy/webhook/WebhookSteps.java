package dev.understudy.webhook;

import dev.understudy.common.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of the route {@code webhook}, in their order. */
@Component("webhookSteps")
public class WebhookSteps {
    private static final byte[] NOTHING = new byte[0];
    private final LiveKitSignature signature;
    private final WebhookBody reader;
    private final Webhooks webhooks;
    private final WebhookCounts counts;

    /** Joins what the steps need. */
    public WebhookSteps(LiveKitSignature signature, WebhookBody reader, Webhooks webhooks, WebhookCounts counts) {
        this.signature = signature;
        this.reader = reader;
        this.webhooks = webhooks;
        this.counts = counts;
    }

    /** The hash of the body that LiveKit signed; by the headers alone, before the body is read. */
    public String signed(@Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        try {
            return signature.signed(Collections.list(request.getHeaders("Authorization")));
        } catch (Refused refused) {
            counts.refused("refused", refused);
            throw refused;
        }
    }

    /** Passes the body that was signed, over its raw bytes. */
    public void verify(@Body byte @Nullable [] body, @ExchangeProperty("signed") String hash) {
        try {
            signature.check(body == null ? NOTHING : body, hash);
        } catch (Refused refused) {
            counts.refused("refused", refused);
            throw refused;
        }
    }

    /** The event in the body. */
    public WebhookEvent read(@Body byte @Nullable [] body) {
        try {
            return reader.read(body == null ? NOTHING : body);
        } catch (Refused refused) {
            counts.refused("malformed", refused);
            throw refused;
        }
    }

    /** Keeps the event; gives the room to nudge, or nothing when there is nothing new for it. */
    public String store(@Body WebhookEvent event) {
        try {
            var isNew = webhooks.store(event);
            counts.count(event.label(), isNew ? "stored" : "duplicate");
            return isNew && event.concernsSession() ? event.room() : "";
        } catch (RuntimeException e) {
            counts.count(event.label(), "not_stored");
            throw e;
        }
    }
}
