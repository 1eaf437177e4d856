package dev.understudy.gateway;

import dev.understudy.credential.Failover;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Source;
import dev.understudy.gateway.Answer.Kind;
import dev.understudy.session.Reason;
import dev.understudy.tavus.TavusBreaker;
import dev.understudy.tavus.TavusKeys;
import java.time.Clock;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** With which key Tavus is asked, whether it is asked at all, and who hears what it said of the key. */
@Component("gatewayKeys")
public class GatewayKeys {
    private final TavusKeys keys;
    private final TavusBreaker breaker;
    private final Failover failover;
    private final GatewaySettings settings;
    private final Clock clock;

    /** Shares keys and breaker with the sessions' own calls: what one has found out, no other pays for. */
    public GatewayKeys(TavusKeys keys, TavusBreaker breaker, Failover failover, GatewaySettings settings, Clock clock) {
        this.keys = keys;
        this.breaker = breaker;
        this.failover = failover;
        this.settings = settings;
        this.clock = clock;
    }

    /** The current key is the one to ask with. */
    public void current(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        call.with(keys.current());
    }

    /** Whether Tavus is known to say no; changes nothing. */
    public boolean isShut(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        return keys.current().isEmpty() || breaker.open() != null || isLate(call);
    }

    /** Whether this request is not to be sent; whoever may send a creation has to tell what came of it. */
    public boolean isBarred(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        if (call.key().isEmpty() || isLate(call)) return true;
        if (!call.request().creates())
            return call.request().reads() && breaker.open() != null; // what costs money is ended all the same
        var permitted = breaker.permitted();
        permitted.ifPresent(call::with);
        return permitted.isEmpty();
    }

    /** Nobody is asked: what Tavus said last time stands. */
    public void asLastTime(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        if (keys.current().isEmpty()) call.hears(Answer.none(Kind.KEY_REJECTED));
        else call.hears(Answer.none(isLate(call) ? Kind.BUSY : Kind.of(breaker.opened())));
    }

    /** The breaker hears of each answer, and those who keep the keys of each refusal, by the key that was sent. */
    public void heard(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        var key = call.key().fingerprint();
        switch (call.answer().kind()) {
            case GOOD -> good(call, key);
            case KEY_REJECTED -> refused(call, key);
            case UNCLEAR -> unclear(call, key);
            case OUT_OF_CREDITS -> outOfCredits(key);
            case FULL, MISCONFIGURED -> alive(call, key);
            default -> breaker.failed(key);
        }
    }

    /** After a refusal of the key: is there another one, and time to try it? */
    public void another(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        if (call.next().isEmpty()) return;
        if (isLate(call)) call.hears(Answer.none(Kind.BUSY)); // who asks again is served
        else call.next().filter(key -> isPermitted(call, key.fingerprint())).ifPresent(call::once);
    }

    private boolean isPermitted(Call call, String key) {
        return call.request().creates() ? breaker.permits(key) : breaker.lets(key);
    }

    private void refused(Call call, String key) {
        breaker.refused(key, Reason.TAVUS_KEY_REJECTED);
        var status = "HTTP " + call.answer().status();
        call.mayTry(failover.refused(Provider.TAVUS, key, status, Source.GATEWAY)
                .filter(next -> !next.isEmpty() && !next.fingerprint().equals(key))
                .orElse(null));
    }

    private void outOfCredits(String key) {
        breaker.refused(key, Reason.TAVUS_OUT_OF_CREDITS);
        failover.limited(Provider.TAVUS, key, "HTTP 402 in use, out of credits", Source.GATEWAY);
    }

    private void unclear(Call call, String key) {
        breaker.refused(key, Reason.TAVUS_UNAVAILABLE);
        var said = "HTTP " + call.answer().status() + " in use, but not in Tavus's words";
        failover.unclear(Provider.TAVUS, key, said, Source.GATEWAY);
    }

    /** A list that is answered says nothing of a slow create, nor of credits; but a standby key that is taken is the current one. */
    private void good(Call call, String key) {
        if (!key.equals(keys.current().fingerprint())) failover.taken(Provider.TAVUS, key, Source.GATEWAY);
        if (!call.request().creates()) return;
        breaker.succeeded(key);
        failover.paid(Provider.TAVUS, key, Source.GATEWAY);
    }

    private void alive(Call call, String key) {
        if (call.request().creates()) breaker.answered(key);
    }

    private boolean isLate(Call call) {
        return clock.millis() + settings.oneCallMs()
                > call.startedAt() + settings.deadline().toMillis();
    }
}
