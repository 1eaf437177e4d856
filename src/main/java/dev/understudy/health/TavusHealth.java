package dev.understudy.health;

import dev.understudy.tavus.TavusBreaker;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Tells whether Tavus gives faces, by its breaker. */
@Component("tavusHealthIndicator")
class TavusHealth implements HealthIndicator {
    private final TavusBreaker breaker;

    TavusHealth(TavusBreaker breaker) {
        this.breaker = breaker;
    }

    @Override
    public Health health() {
        var why = breaker.open();
        return why == null ? Reachable.good() : Reachable.not(why.code());
    }
}
