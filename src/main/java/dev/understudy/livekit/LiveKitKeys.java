package dev.understudy.livekit;

import dev.understudy.common.Secret;
import dev.understudy.credential.KeyPair;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The LiveKit keys that are good at this moment: one signs, any of them may have signed what comes in. Another one after a
 * rotation, without a restart.
 */
@Component
public class LiveKitKeys {
    private final LiveKitSettings settings;
    private final Keys keys;

    /** Asks those who keep the keys; the settings have some more. */
    public LiveKitKeys(LiveKitSettings settings, Keys keys) {
        this.settings = settings;
        this.keys = keys;
    }

    /** The key that signs tokens and calls; the configured one when nobody knows a newer one, since nothing goes without. */
    public LiveKitKey current() {
        var pair = KeyPair.of(keys.current(Provider.LIVEKIT));
        return pair.secret().isEmpty() ? configured() : key(pair);
    }

    /** Every key that may have signed what is ours: those in the slots, the configured one, and the other configured ones. */
    public List<LiveKitKey> all() {
        var all = new ArrayList<LiveKitKey>();
        keys.all(Provider.LIVEKIT).forEach(one -> all.add(key(KeyPair.of(one))));
        all.add(configured());
        if (settings.otherKeys() != null)
            settings.otherKeys().forEach((name, secret) -> all.add(new LiveKitKey(name, secret)));
        return all;
    }

    /** The secret that belongs to a token's {@code iss}; empty when we do not know that key. */
    public Optional<Secret> secretOf(String apiKey) {
        return all().stream()
                .filter(key -> key.name().equals(apiKey) && !key.secret().isEmpty())
                .map(LiveKitKey::secret)
                .findFirst();
    }

    private LiveKitKey configured() {
        return new LiveKitKey(settings.apiKey(), settings.apiSecret());
    }

    private static LiveKitKey key(KeyPair pair) {
        return new LiveKitKey(pair.name(), pair.secret());
    }

    /** An API key with its secret. */
    public record LiveKitKey(String name, Secret secret) {}
}
