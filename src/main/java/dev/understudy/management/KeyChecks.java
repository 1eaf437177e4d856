package dev.understudy.management;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.credential.Provider;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** Has a provider asked about its keys, by the route that the API's call goes through too. */
@Component
class KeyChecks {
    private static final String ROUTE = "direct:credential-validate";
    private final ProducerTemplate producer;

    KeyChecks(ProducerTemplate producer) {
        this.producer = producer;
    }

    /** Asks now, and waits for the verdicts. */
    void now(String provider) {
        if (Provider.named(provider).isEmpty()) throw unknown();
        var answer = producer.request(ROUTE, exchange -> exchange.setProperty("provider", provider));
        if (answer.getException() instanceof Refused refused) throw refused;
        if (answer.getException() != null) throw new IllegalStateException("the check failed: see the log");
    }

    private static Refused unknown() {
        return Problem.of(422, "unknown-provider", "There is no such provider", "GET /api/credentials lists them.")
                .refused();
    }
}
