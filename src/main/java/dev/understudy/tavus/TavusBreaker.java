package dev.understudy.tavus;

import dev.understudy.common.Secret;
import dev.understudy.credential.KeyTurnedBad;
import dev.understudy.credential.Provider;
import dev.understudy.session.Breaker;
import dev.understudy.session.Reason;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * One breaker a key, by fingerprint: no session pays for what another has found out already. It counts failures in a row, not
 * a rate: one 401, 402 or 403 opens it, or five transient ones ({@code understudy.tavus.trips}). Only the probe closes it.
 */
@Component("tavusBreaker")
public class TavusBreaker implements Breaker {
    private static final long LONGEST_WAIT_MS = 60_000;
    /** No call takes so long. */
    private static final long LONGEST_TRIAL_MS = 30_000;

    private final TavusKeys keys;
    private final CircuitBreakerConfig config;
    private final long firstWaitMs;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final ConcurrentHashMap<String, KeyBreaker> breakers = new ConcurrentHashMap<>();

    /** Closed for every key until that key is refused. */
    public TavusBreaker(TavusKeys keys, TavusSettings settings, Clock clock, ApplicationEventPublisher events) {
        this.keys = keys;
        this.events = events;
        this.clock = clock;
        firstWaitMs = settings.probeInterval().toMillis();
        config = CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.trips())
                .minimumNumberOfCalls(settings.trips())
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(java.time.Duration.ofDays(365))
                .build();
    }

    /** What keeps Tavus from being asked now. A current key that is refused does not, while a standby key waits for that. */
    @Override
    public @Nullable Reason open() {
        var key = of(keys.current().fingerprint());
        return key.isOpen() && other(key).isEmpty() ? key.opened : null;
    }

    /** What opened it last. */
    public Reason opened() {
        return of(keys.current().fingerprint()).opened;
    }

    /** Whether one more call may be made with the current key now; the call's outcome has to be told. */
    public boolean permits() {
        return permits(keys.current().fingerprint());
    }

    /** The same of any key. */
    public boolean permits(String fingerprint) {
        var key = of(fingerprint);
        if (key.breaker.tryAcquirePermission()) {
            key.trialBegan = clock.millis();
            return true;
        }
        // whoever had the one trial never told what came of it: another one may come
        if (key.isOnTrial() && clock.millis() - key.trialBegan > LONGEST_TRIAL_MS) key.breaker.transitionToOpenState();
        return false;
    }

    /** Whether that key may be used for a call that tells nothing of how creations go: reading, ending. */
    public boolean lets(String fingerprint) {
        return !of(fingerprint).isOpen();
    }

    /** The key to make one more call with now, whose outcome has to be told: the current one or, when that is refused, the standby. */
    public Optional<Secret> permitted() {
        var current = keys.current();
        var key = of(current.fingerprint());
        var chosen = key.isRefused() ? other(key) : Optional.of(current);
        return chosen.filter(one -> permits(one.fingerprint()));
    }

    /** A standby key that may be asked with, when that key is refused. */
    private Optional<Secret> other(KeyBreaker key) {
        return key.isRefused()
                ? keys.standby().filter(one -> !of(one.fingerprint()).isOpen())
                : Optional.empty();
    }

    /** Somebody else found out that Tavus does not take that key. */
    @EventListener
    void on(KeyTurnedBad bad) {
        if (bad.provider() == Provider.TAVUS) refused(bad.fingerprint(), Reason.TAVUS_KEY_REJECTED);
    }

    /** The key that it was asked with is good, and Tavus too. */
    public void succeeded(String fingerprint) {
        var key = of(fingerprint);
        key.trials = 0;
        answered(fingerprint);
    }

    /** A refusal that says nothing of key or Tavus (full, misconfigured): both are alive. */
    public void answered(String fingerprint) {
        var key = of(fingerprint);
        var wasOnTrial = key.isOnTrial();
        key.breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        if (wasOnTrial) events.publishEvent(new TrialWon(fingerprint));
    }

    /** Refused for good until the probe says otherwise; counts against the key that was sent. */
    public void refused(String fingerprint, Reason reason) {
        var key = of(fingerprint);
        key.opened = reason;
        if (!key.isOpen()) waitLonger(key); // who hears the same at the same time makes nobody wait longer
        key.breaker.transitionToOpenState();
    }

    /** A transient failure. */
    public void failed(String fingerprint) {
        var key = of(fingerprint);
        if (key.breaker.getState() != State.OPEN) key.opened = Reason.TAVUS_UNAVAILABLE;
        key.breaker.onError(0, TimeUnit.MILLISECONDS, new IllegalStateException("transient"));
    }

    /**
     * The probe was answered 200: closed. Or, after a wait that grows, open for one trial: for want of credits, of which a GET knows
     * nothing, and when creations were refused again although it was answered 200 before.
     */
    public boolean probed(String fingerprint) {
        var key = of(fingerprint);
        if (!key.isOpen()) return false;
        if (!key.isToBeTried()) key.breaker.transitionToClosedState();
        else if (clock.millis() >= key.trialAt) tryOne(key);
        else return false;
        return true;
    }

    private void tryOne(KeyBreaker key) {
        key.trialBegan = clock.millis();
        key.breaker.transitionToHalfOpenState();
    }

    /** For the gauge {@code understudy_circuit_state}: 0 closed, 1 half open, 2 open. */
    public int level() {
        return switch (of(keys.current().fingerprint()).breaker.getState()) {
            case OPEN, FORCED_OPEN -> 2;
            case HALF_OPEN -> 1;
            default -> 0;
        };
    }

    private void waitLonger(KeyBreaker key) {
        var wait = Math.min(firstWaitMs << Math.min(key.trials, 6), LONGEST_WAIT_MS);
        key.trials++;
        key.trialAt = clock.millis() + wait;
    }

    /** A key that is known to be bad begins open: it is not used before the cheap question was answered. */
    private KeyBreaker of(String fingerprint) {
        var known = breakers.get(fingerprint);
        if (known != null) return known;
        var fresh = new KeyBreaker(fingerprint, config);
        if (keys.isBad(fingerprint)) fresh.refused();
        return breakers.computeIfAbsent(fingerprint, name -> fresh);
    }
}
