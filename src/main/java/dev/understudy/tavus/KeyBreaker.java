package dev.understudy.tavus;

import dev.understudy.session.Reason;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

/** A key's breaker, what opened it last, and when a trial without credits may come again. */
final class KeyBreaker {
    final CircuitBreaker breaker;
    volatile Reason opened = Reason.TAVUS_UNAVAILABLE;
    volatile long trialAt;
    volatile long trialBegan;
    volatile int trials;

    KeyBreaker(String fingerprint, CircuitBreakerConfig config) {
        breaker = CircuitBreaker.of("tavus-" + fingerprint, config);
    }

    KeyBreaker refused() {
        opened = Reason.TAVUS_KEY_REJECTED;
        breaker.transitionToOpenState();
        return this;
    }

    boolean isOpen() {
        return breaker.getState() == State.OPEN;
    }

    boolean isOnTrial() {
        return breaker.getState() == State.HALF_OPEN;
    }

    boolean isRefused() {
        return isOpen() && opened == Reason.TAVUS_KEY_REJECTED;
    }
}
