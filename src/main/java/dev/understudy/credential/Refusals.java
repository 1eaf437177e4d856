package dev.understudy.credential;

import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Which keys their providers refuse, as far as it is known. A store that does not answer knows of none. */
@Component
public class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private final KeyStandings standings;

    /** Looks into the store. */
    public Refusals(KeyStandings standings) {
        this.standings = standings;
    }

    /** Whether the last word that said something of that key was a refusal. */
    public boolean isRefused(Provider provider, String fingerprint) {
        return is(provider, fingerprint, standing -> standing.verdict() == Verdict.REJECTED);
    }

    /** Whether that key is bad: refused in use, or again and again, so that another one has to take its place. */
    public boolean isBad(Provider provider, String fingerprint) {
        return is(provider, fingerprint, KeyStanding::isBad);
    }

    /** Whether calls that were made for somebody found that key unable to pay, and none was answered well since. */
    public boolean isLimitedInUse(Provider provider, String fingerprint) {
        return is(provider, fingerprint, KeyStanding::isLimitedInUse);
    }

    private boolean is(Provider provider, String fingerprint, Predicate<KeyStanding> what) {
        try {
            return standings.find(provider, fingerprint).filter(what).isPresent();
        } catch (DataAccessException e) {
            log.warn("how a key stands cannot be looked up: {}", e.getClass().getSimpleName());
            return false;
        }
    }
}
