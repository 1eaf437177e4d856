package dev.understudy.livekit;

import dev.understudy.common.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The LiveKit keys that are good at this moment: one signs, any of them may have signed a webhook. */
@Component
public class LiveKitKeys {
    private final LiveKitKey current;
    private final Map<String, Secret> secrets = new HashMap<>();

    /** Takes them from the settings. */
    public LiveKitKeys(LiveKitSettings settings) {
        current = new LiveKitKey(settings.apiKey(), settings.apiSecret());
        if (settings.otherKeys() != null) secrets.putAll(settings.otherKeys());
        secrets.put(current.name(), current.secret());
    }

    /** The key that signs tokens and calls. */
    public LiveKitKey current() {
        return current;
    }

    /** The secret that belongs to a token's {@code iss}; empty when we do not know that key. */
    public Optional<Secret> secretOf(String apiKey) {
        return Optional.ofNullable(secrets.get(apiKey));
    }

    /** An API key with its secret. */
    public record LiveKitKey(String name, Secret secret) {}
}
