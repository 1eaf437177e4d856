package dev.understudy.credential;

import java.util.Locale;

/** Where a word on a key comes from. */
public enum Source {
    /** We asked the provider, on schedule or because somebody wanted to know. */
    CHECK,
    /** A session's call. */
    TRAFFIC,
    /** A call through the gateway. */
    GATEWAY,
    /** A line of a backend's log, or a call that was refused for whatever reason; it says nothing of which key is meant. */
    LOG;

    /** As it is written in JSON and in the store. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
