package dev.understudy.credential;

import dev.understudy.common.Secret;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The configured keys, which count while the secrets file has none. One that was replaced by another key is not taken again,
 * should the file get lost: nobody would look for the reason there.
 */
@Component
class ConfiguredKeys {
    private static final Logger log = LoggerFactory.getLogger(ConfiguredKeys.class);
    private static final long FRESH_MS = 1_000;
    private final Map<Provider, Secret> keys = new EnumMap<>(Provider.class);
    private final Map<Provider, Bar> bars = new ConcurrentHashMap<>();
    private final KeyRecords records;
    private final Clock clock;

    ConfiguredKeys(List<ConfiguredKey> configured, KeyRecords records, Clock clock) {
        configured.forEach(each -> keys.put(each.provider(), each.key()));
        this.records = records;
        this.clock = clock;
    }

    /** Why a key is not taken, null when it is, and when that was looked up. */
    private record Bar(@Nullable String why, long at) {}

    /** The key; empty when none is configured, or not one that may be taken. */
    Secret usable(Provider provider) {
        var key = keys.getOrDefault(provider, SecretsSeen.NO_KEY);
        return key.isEmpty() || why(provider, key) != null ? SecretsSeen.NO_KEY : key;
    }

    private @Nullable String why(Provider provider, Secret key) {
        var now = clock.millis();
        var last = bars.get(provider);
        if (last != null && Math.abs(now - last.at()) < FRESH_MS) return last.why();
        var why = lookUp(provider, key, last == null ? null : last.why());
        bars.put(provider, new Bar(why, now));
        if (why != null && (last == null || !why.equals(last.why()))) tell(provider, key, why);
        return why;
    }

    /** A store that does not answer leaves us what we know. */
    private @Nullable String lookUp(Provider provider, Secret key, @Nullable String last) {
        try {
            return records.find(provider, key.fingerprint())
                    .map(ConfiguredKeys::why)
                    .orElse(null);
        } catch (DataAccessException e) {
            log.warn(
                    "what is known of the configured keys cannot be looked up: {}",
                    e.getClass().getSimpleName());
            return last;
        }
    }

    private static @Nullable String why(KeyRecord known) {
        return known.replacedAt() == null ? null : "another key was put into its place";
    }

    private static void tell(Provider provider, Secret key, String why) {
        log.error(
                "{} as it is configured ({}) is not taken: {}, and UNDERSTUDY_SECRETS_FILE has no newer key."
                        + " Configure a good key, or bring that file back",
                provider.variable(),
                key.fingerprint(),
                why);
    }
}
