package dev.understudy.sandbox;

import dev.understudy.credential.Provider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated providers think of keys, by the key itself: a revoked key stays revoked, whichever slot it moves to. One
 * that begins with {@code sandbox-} is good until told otherwise; of LiveKit's the simulated server has a list of its own.
 */
@Simulated
class FakeKeyStates {
    private static final String GOOD = "sandbox-";
    private final Map<Key, KeyFault> told = new ConcurrentHashMap<>();

    private record Key(Provider provider, String value) {}

    /** Whether it ever was one that a provider gave out. */
    static boolean isOne(String key) {
        return key.startsWith(GOOD);
    }

    /** What its provider answers with; a key that was never given out is answered as one that was revoked. */
    KeyFault of(Provider provider, @Nullable String key) {
        if (key == null || provider != Provider.LIVEKIT && !isOne(key)) return KeyFault.REVOKED;
        return told.getOrDefault(new Key(provider, key), KeyFault.VALID);
    }

    /** From now on. */
    void set(Provider provider, String key, KeyFault fault) {
        told.put(new Key(provider, key), fault);
    }

    /** Every key of that provider is good again. */
    void forgive(Provider provider) {
        told.keySet().removeIf(key -> key.provider() == provider);
    }
}
