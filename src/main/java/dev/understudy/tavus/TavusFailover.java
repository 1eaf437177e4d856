package dev.understudy.tavus;

import dev.understudy.common.Secret;
import dev.understudy.credential.Failover;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Source;
import dev.understudy.session.Reason;
import dev.understudy.tavus.TavusRefused.TavusKeyRejected;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * The steps of the route {@code avatar-call} when Tavus refuses the key: the same request once more with the other key. After a
 * 401 nothing was made, so a create that is sent again makes no second conversation.
 */
@Component("tavusFailover")
public class TavusFailover {
    private final Failover failover;
    private final TavusBreaker breaker;
    private final TavusCalls calls;

    /** Works over those who keep the keys. */
    public TavusFailover(Failover failover, TavusBreaker breaker, TavusCalls calls) {
        this.failover = failover;
        this.breaker = breaker;
        this.calls = calls;
    }

    /** Counts against the key that was sent, and prepares the request with the other one; the refusal again when there is none. */
    public void another(Exchange exchange) {
        var refused = keyUsed(exchange);
        breaker.refused(refused, Reason.TAVUS_KEY_REJECTED);
        var other = failover.refused(Provider.TAVUS, refused, "Tavus does not accept it (401 or 403)", Source.TRAFFIC);
        calls.use(
                exchange,
                other.filter(key -> breaker.permits(key.fingerprint())).orElseThrow(TavusKeyRejected::new));
        calls.again(exchange);
    }

    /** Tavus took the other key: it is the current one from now on. */
    public void taken(Exchange exchange) {
        failover.taken(Provider.TAVUS, keyUsed(exchange), Source.TRAFFIC);
    }

    /** The other key is refused too: nothing is left to ask with. */
    public void refusedToo(Exchange exchange) {
        var refused = keyUsed(exchange);
        breaker.refused(refused, Reason.TAVUS_KEY_REJECTED);
        failover.refused(Provider.TAVUS, refused, "Tavus does not accept it (401 or 403)", Source.TRAFFIC);
        throw new TavusKeyRejected();
    }

    private static String keyUsed(Exchange exchange) {
        return exchange.getProperty(TavusCalls.KEY_USED, Secret.of("").fingerprint(), String.class);
    }
}
