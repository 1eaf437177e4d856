package dev.understudy.tavus;

import dev.understudy.common.Secret;
import org.springframework.stereotype.Component;

/** The Tavus key in use. */
@Component
public class TavusKeys {
    private final Secret current;

    /** Takes it from the settings. */
    public TavusKeys(TavusSettings settings) {
        current = settings.apiKey();
    }

    /** The key that new calls are made with. */
    public Secret current() {
        return current;
    }
}
