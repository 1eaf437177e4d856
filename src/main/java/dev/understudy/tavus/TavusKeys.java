package dev.understudy.tavus;

import dev.understudy.common.Secret;
import dev.understudy.credential.Failover;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Refusals;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The Tavus key in use: another one after a rotation or a failover, without a restart. */
@Component
public class TavusKeys {
    private final Keys keys;
    private final Failover failover;
    private final Refusals refusals;

    /** Asks those who keep the keys. */
    public TavusKeys(Keys keys, Failover failover, Refusals refusals) {
        this.keys = keys;
        this.failover = failover;
        this.refusals = refusals;
    }

    /** The key that new calls are made with; empty when there is none. */
    public Secret current() {
        return keys.current(Provider.TAVUS);
    }

    /** The key that takes over when the current one is refused; empty when there is none, or when it is refused too. */
    public Optional<Secret> standby() {
        return failover.standby(Provider.TAVUS);
    }

    /** Whether that key is bad, as far as any node knows; one doubtful check does not make it so. */
    boolean isBad(String fingerprint) {
        return refusals.isBad(Provider.TAVUS, fingerprint);
    }
}
