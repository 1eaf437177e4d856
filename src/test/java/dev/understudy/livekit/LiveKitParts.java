package dev.understudy.livekit;

import dev.understudy.credential.CredentialParts;
import dev.understudy.credential.KeyPair;

/** LiveKit's side as tests need it. */
public final class LiveKitParts {
    private LiveKitParts() {}

    /** The configured key, which nobody changes. */
    public static LiveKitKeys keys(LiveKitSettings settings) {
        var pair = new KeyPair(settings.apiKey(), settings.apiSecret());
        return new LiveKitKeys(settings, CredentialParts.fixed(pair.asOne()));
    }
}
