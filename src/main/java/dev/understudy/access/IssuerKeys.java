package dev.understudy.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an issuer, as they were when it last answered. Nobody who calls us ever waits for it: it is asked in the
 * background, and while nothing is known a caller hears so at once. A silent issuer would take all of the server's threads.
 */
class IssuerKeys implements JWKSource<SecurityContext> {
    /** After an answer or a failure it is not asked again for so long, whatever callers send. */
    static final Duration PAUSE = Duration.ofSeconds(10);
    /** Keys that are older are fetched anew; until that has worked they count, as the issuer took none of them back. */
    static final Duration FRESH = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private final Supplier<JWKSet> fetch;
    private final Clock clock;
    private final Executor background;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile @Nullable JWKSet known;
    private volatile long askedAt = Long.MIN_VALUE;

    /**
     * Knows nothing yet.
     *
     * @param fetch asks the issuer; may take its time, and throws {@link IssuerUnreachable}
     * @param background where that is done
     */
    IssuerKeys(Supplier<JWKSet> fetch, Clock clock, Executor background) {
        this.fetch = fetch;
        this.clock = clock;
        this.background = background;
    }

    /** Has the issuer asked, unless that was done just now. */
    final void ask() {
        if (isPaused() || !asking.compareAndSet(false, true)) return;
        try {
            background.execute(this::askNow);
        } catch (RuntimeException e) {
            asking.set(false);
            throw e;
        }
    }

    /**
     * The keys that may have signed a token.
     *
     * @throws KeySourceException when that cannot be said now: nothing is known yet, or a key that is new is being asked for
     */
    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
        var keys = known;
        if (keys == null || isOlderThan(FRESH)) ask();
        keys = known;
        if (keys == null) throw new KeySourceException("the issuer's keys are not known");
        var found = selector.select(keys);
        if (!found.isEmpty() || isPaused() && !asking.get()) return found;
        ask();
        if (asking.get()) throw new KeySourceException("the issuer is being asked for a key that is new");
        keys = known;
        return keys == null ? List.of() : selector.select(keys);
    }

    private void askNow() {
        try {
            known = fetch.get();
        } catch (RuntimeException e) {
            LOG.warn("the issuer's keys could not be fetched: {}", e.getMessage());
        } finally {
            askedAt = clock.millis();
            asking.set(false);
        }
    }

    private boolean isPaused() {
        return !isOlderThan(PAUSE);
    }

    private boolean isOlderThan(Duration time) {
        return askedAt == Long.MIN_VALUE || clock.millis() - askedAt >= time.toMillis();
    }
}
