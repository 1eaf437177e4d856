package dev.understudy.tavus;

import dev.understudy.common.Secret;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import org.springframework.stereotype.Component;

/** The Tavus key in use: another one after a rotation, without a restart. */
@Component
public class TavusKeys {
    private final Keys keys;

    /** Asks those who keep the keys. */
    public TavusKeys(Keys keys) {
        this.keys = keys;
    }

    /** The key that new calls are made with; empty when there is none. */
    public Secret current() {
        return keys.current(Provider.TAVUS);
    }
}
