package dev.understudy.credential;

import dev.understudy.common.Problem;
import dev.understudy.credential.CredentialViews.View;
import dev.understudy.web.Reply;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** {@code /api/credentials}: which keys there are and how they stand; a check at once. */
@Component("credentialCalls")
public class CredentialCalls {
    private static final String PROVIDER = CredentialProbe.PROVIDER;
    /** Set by {@link CredentialChecks} when the store did not take what was said of a key. */
    static final String LOST = "lost";

    private final CredentialViews views;
    private final SlotKeys slots;

    /** Shows keys without their values. */
    CredentialCalls(CredentialViews views, SlotKeys slots) {
        this.views = views;
        this.slots = slots;
    }

    /** All providers. */
    public Reply list() {
        return Reply.ok(Map.of("credentials", views.all()));
    }

    /** One provider, with what was said of its keys. */
    public Reply get(@Header(PROVIDER) String name) {
        return Reply.ok(views.story(named(name)));
    }

    /** Whose keys a caller means, for the route that checks them: {@code no-such-provider}, {@code no-key-to-check}. */
    public void whose(Exchange exchange, @ExchangeProperty(PROVIDER) String name) {
        var provider = named(name);
        if (slots.of(provider).isEmpty())
            throw Problem.of(409, "no-key-to-check", "There is no key to check", "No slot of " + name + " has a key.")
                    .refused();
        exchange.setProperty(PROVIDER, provider);
        exchange.setProperty(LOST, new AtomicBoolean());
    }

    /** How a provider's keys stand now; where the store did not take what was said, what it has is old. */
    public View view(@ExchangeProperty(PROVIDER) Provider provider, @ExchangeProperty(LOST) AtomicBoolean lost) {
        if (lost.get())
            throw Problem.of(
                            503,
                            "store-unavailable",
                            "The store does not answer",
                            "The keys were asked for, and what was said could not be kept; send it again.")
                    .refused();
        return views.one(provider);
    }

    /** That as an answer. */
    public Reply answer(@Body View view) {
        return Reply.ok(view);
    }

    private static Provider named(String name) {
        return Provider.named(name).orElseThrow(() -> Problem.of(
                        404,
                        "no-such-provider",
                        "There is no such provider",
                        "Known are tavus, openai, elevenlabs, livekit, deepgram and cartesia.")
                .refused());
    }
}
