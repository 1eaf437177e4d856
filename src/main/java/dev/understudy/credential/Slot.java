package dev.understudy.credential;

import java.util.Locale;

/** What a key is there for. */
public enum Slot {
    /** New calls are made with it. */
    CURRENT,
    /** Proven, and waiting for the day when the current one is refused. */
    STANDBY,
    /** It was the current one until the last rotation. */
    PREVIOUS;

    /** As it is written in JSON and in the store. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
