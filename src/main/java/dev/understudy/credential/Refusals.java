package dev.understudy.credential;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Which keys their providers refuse, as far as it is known. A store that does not answer knows of none. */
@Component
public class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private final KeyRecords records;

    /** Looks into the store. */
    public Refusals(KeyRecords records) {
        this.records = records;
    }

    /** Whether the last word that said something of that key was a refusal. */
    public boolean isRefused(Provider provider, String fingerprint) {
        try {
            return records.find(provider, fingerprint)
                    .filter(known -> known.verdict() == Verdict.REJECTED)
                    .isPresent();
        } catch (DataAccessException e) {
            log.warn(
                    "what is known of a key cannot be looked up: {}",
                    e.getClass().getSimpleName());
            return false;
        }
    }

    /** Whether that key is bad: refused so clearly that another one has to take its place. */
    public boolean isBad(Provider provider, String fingerprint) {
        return isRefused(provider, fingerprint);
    }
}
