package dev.understudy.credential;

import java.util.Locale;

/** What the provider said of a key when it was asked. */
public enum Verdict {
    /** The key is taken. */
    VALID,
    /** The key is alive, but its account cannot pay or is full. */
    LIMITED,
    /** The provider itself refused the key. */
    REJECTED,
    /** Nobody said anything of the key: what was known of it before still holds. */
    UNKNOWN;

    /** As it is written in JSON and in the store. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
