package dev.understudy.tavus;

import dev.understudy.session.Reason;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

/** A key's breaker, what opened it last, and when a trial may come again; trials are the refusals since the last creation that was answered. */
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

    /** Whether a cheap question says too little. */
    boolean isToBeTried() {
        return opened == Reason.TAVUS_OUT_OF_CREDITS || trials > 1;
    }

    boolean isRefused() {
        return isOpen() && opened == Reason.TAVUS_KEY_REJECTED;
    }
}
