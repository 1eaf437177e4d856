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
        var other = failover.refused(Provider.TAVUS, refused, "Tavus does not accept it", Source.TRAFFIC);
        calls.use(exchange, other.filter(key -> isPermitted(exchange, key)).orElseThrow(TavusKeyRejected::new));
        calls.again(exchange);
    }

    private boolean isPermitted(Exchange exchange, Secret key) {
        return calls.isCreating(exchange) ? breaker.permits(key.fingerprint()) : breaker.lets(key.fingerprint());
    }

    /** Tavus took the other key: it is the current one from now on. */
    public void taken(Exchange exchange) {
        failover.taken(Provider.TAVUS, keyUsed(exchange), Source.TRAFFIC);
    }

    /** The other key is refused too: nothing is left to ask with. */
    public void refusedToo(Exchange exchange) {
        var refused = keyUsed(exchange);
        breaker.refused(refused, Reason.TAVUS_KEY_REJECTED);
        failover.refused(Provider.TAVUS, refused, "Tavus does not accept it", Source.TRAFFIC);
        throw new TavusKeyRejected();
    }

    /** The call was refused by somebody: nobody else asks before the cheap question was answered, and the key is checked at once. */
    public void unclear(Exchange exchange) {
        var used = keyUsed(exchange);
        breaker.refused(used, Reason.TAVUS_UNAVAILABLE);
        failover.unclear(Provider.TAVUS, used, "401 or 403 in use, but not in Tavus's words", Source.TRAFFIC);
    }

    /** Tavus says that the account is out of credits: its key is limited, whatever a cheap question will say. */
    public void outOfCredits(Exchange exchange) {
        failover.limited(Provider.TAVUS, keyUsed(exchange), "HTTP 402 in use, out of credits", Source.TRAFFIC);
    }

    /** Tavus has made a conversation: the account can pay. */
    public void paid(Exchange exchange) {
        failover.paid(Provider.TAVUS, keyUsed(exchange), Source.TRAFFIC);
    }

    private static String keyUsed(Exchange exchange) {
        return exchange.getProperty(TavusCalls.KEY_USED, Secret.of("").fingerprint(), String.class);
    }
}
