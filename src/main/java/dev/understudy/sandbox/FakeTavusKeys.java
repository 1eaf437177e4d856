package dev.understudy.sandbox;

import dev.understudy.credential.Provider;
import org.jspecify.annotations.Nullable;

/** Which Tavus keys are good: any that begins with {@code sandbox-}, until it is revoked. */
@Simulated
class FakeTavusKeys {
    private final FakeKeyStates states;
    private final FakeSlots slots;
    private volatile boolean revokeNext;

    FakeTavusKeys(FakeKeyStates states, FakeSlots slots) {
        this.states = states;
        this.slots = slots;
    }

    /** True when a call with that key is served; remembers it as the one in use. */
    boolean accepts(@Nullable String key, boolean creates) {
        if (key == null || !isOne(key)) return false;
        if (revokeNext) revokeNow(key);
        if (states.of(Provider.TAVUS, key) == KeyFault.REVOKED) return false;
        slots.saw(Provider.TAVUS, key, creates);
        return true;
    }

    /** Whether its account cannot pay: that shows when a conversation is made, and nowhere else. */
    boolean isLimited(@Nullable String key) {
        return states.of(Provider.TAVUS, key) == KeyFault.LIMITED;
    }

    /** Whether it ever was one that Tavus gave out. */
    static boolean isOne(String key) {
        return FakeKeyStates.isOne(key);
    }

    /** Revokes the key that last created a conversation, else the last one seen at all, else the next one to be used. */
    synchronized void revokeKeyInUse() {
        slots.inUse(Provider.TAVUS).ifPresentOrElse(this::revoke, () -> revokeNext = true);
    }

    /** Every key is good again. */
    synchronized void forgive() {
        revokeNext = false;
        states.forgive(Provider.TAVUS);
    }

    private synchronized void revokeNow(String key) {
        if (revokeNext) revoke(key);
        revokeNext = false;
    }

    private void revoke(String key) {
        states.set(Provider.TAVUS, key, KeyFault.REVOKED);
    }
}
