package dev.understudy.sandbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which Tavus keys are good: any that begins with {@code sandbox-}, until it is revoked. */
@Simulated
class FakeTavusKeys {
    private static final String GOOD = "sandbox-";
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String creating;
    private volatile @Nullable String seen;
    private volatile boolean revokeNext;

    /** True when a call with that key is served; remembers it as the one in use. */
    boolean accepts(@Nullable String key, boolean creates) {
        if (key == null || !isOne(key)) return false;
        if (revokeNext) revokeNow(key);
        if (revoked.contains(key)) return false;
        seen = key;
        if (creates) creating = key;
        return true;
    }

    /** Whether it ever was one that Tavus gave out. */
    static boolean isOne(String key) {
        return key.startsWith(GOOD);
    }

    /** Revokes the key that last created a conversation, else the last one seen at all, else the next one to be used. */
    synchronized void revokeKeyInUse() {
        var inUse = creating != null ? creating : seen;
        if (inUse == null) revokeNext = true;
        else revoked.add(inUse);
    }

    /** Every key is good again. */
    synchronized void forgive() {
        revokeNext = false;
        revoked.clear();
    }

    private synchronized void revokeNow(String key) {
        if (revokeNext) revoked.add(key);
        revokeNext = false;
    }
}
