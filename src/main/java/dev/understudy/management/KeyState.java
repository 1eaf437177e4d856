package dev.understudy.management;

import java.beans.ConstructorProperties;

/** A key as JMX shows it: which, what for, and what its provider said; never the key. */
public final class KeyState {
    private final String provider;
    private final String slot;
    private final String fingerprint;
    private final String verdict;
    private final String checkedAt;

    /** Empty texts stand for what is not known. */
    @ConstructorProperties({"provider", "slot", "fingerprint", "verdict", "checkedAt"})
    public KeyState(String provider, String slot, String fingerprint, String verdict, String checkedAt) {
        this.provider = provider;
        this.slot = slot;
        this.fingerprint = fingerprint;
        this.verdict = verdict;
        this.checkedAt = checkedAt;
    }

    /** Whose. */
    public String getProvider() {
        return provider;
    }

    /** What it is there for: current, standby or previous. */
    public String getSlot() {
        return slot;
    }

    /** Which. */
    public String getFingerprint() {
        return fingerprint;
    }

    /** The last word that said something: valid, limited or rejected; unknown while nobody said anything. */
    public String getVerdict() {
        return verdict;
    }

    /** When its provider was asked last, ISO-8601 in UTC; empty for never. */
    public String getCheckedAt() {
        return checkedAt;
    }
}
