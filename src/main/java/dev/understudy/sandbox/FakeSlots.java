package dev.understudy.sandbox;

import dev.understudy.common.Secret;
import dev.understudy.credential.KeyPair;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Slot;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Which key is in which slot. Beside the application that is asked of the application itself; the world alone is told by
 * {@code understudy.sandbox.slots}, and takes the key that it saw in use for the current one where it is told nothing.
 */
@Simulated
class FakeSlots {
    private static final Secret NONE = Secret.of("");
    private final ObjectProvider<Keys> keys;
    private final SandboxSettings settings;
    private final Map<Provider, String> paying = new ConcurrentHashMap<>();
    private final Map<Provider, String> seen = new ConcurrentHashMap<>();

    FakeSlots(ObjectProvider<Keys> keys, SandboxSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /** A call came with that key; what creates something counts for more than what only asks. */
    void saw(Provider provider, String key, boolean creates) {
        seen.put(provider, key);
        if (creates) paying.put(provider, key);
    }

    /** The key that last created something, else the last one that was seen at all. */
    Optional<String> inUse(Provider provider) {
        return Optional.ofNullable(paying.getOrDefault(provider, seen.get(provider)));
    }

    /** The key in that slot, of LiveKit's pair its name; empty when there is none, or none is known. */
    Optional<String> key(Provider provider, Slot slot) {
        var ours = keys.getIfAvailable();
        var key = ours == null ? told(provider, slot) : asked(ours, provider, slot);
        var value = provider == Provider.LIVEKIT ? KeyPair.of(key).name() : key.reveal();
        if (!value.isEmpty()) return Optional.of(value);
        return ours == null && slot == Slot.CURRENT ? inUse(provider) : Optional.empty();
    }

    private Secret told(Provider provider, Slot slot) {
        return settings.slots().getOrDefault(provider.wire(), Map.of()).getOrDefault(slot.wire(), NONE);
    }

    private static Secret asked(Keys keys, Provider provider, Slot slot) {
        return switch (slot) {
            case CURRENT -> keys.current(provider);
            case STANDBY -> keys.standby(provider).orElse(NONE);
            case PREVIOUS -> keys.previous(provider).orElse(NONE);
        };
    }
}
