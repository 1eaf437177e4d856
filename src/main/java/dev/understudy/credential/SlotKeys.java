package dev.understudy.credential;

import dev.understudy.common.Secret;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The keys that there are, each once. A configured key that is not used any more is one of them: it may be good again. */
@Component
class SlotKeys {
    private final Keys keys;
    private final List<ConfiguredKey> configured;

    SlotKeys(Keys keys, List<ConfiguredKey> configured) {
        this.keys = keys;
        this.configured = configured;
    }

    /**
     * A key in its place.
     *
     * @param slot what it is there for
     * @param key never empty
     */
    record SlotKey(Slot slot, Secret key) {}

    /** Current, standby and previous, as far as they are there. */
    List<SlotKey> of(Provider provider) {
        var found = new ArrayList<SlotKey>();
        var current = keys.current(provider);
        add(found, Slot.CURRENT, current.isEmpty() ? configured(provider) : current);
        keys.standby(provider).ifPresent(key -> add(found, Slot.STANDBY, key));
        keys.previous(provider).ifPresent(key -> add(found, Slot.PREVIOUS, key));
        return found;
    }

    private Secret configured(Provider provider) {
        return configured.stream()
                .filter(each -> each.provider() == provider && !each.key().isEmpty())
                .map(ConfiguredKey::key)
                .findFirst()
                .orElse(SecretsSeen.NO_KEY);
    }

    private static void add(List<SlotKey> found, Slot slot, Secret key) {
        if (!key.isEmpty() && found.stream().noneMatch(each -> each.key().equals(key)))
            found.add(new SlotKey(slot, key));
    }
}
