package dev.understudy.smoke;

import java.util.Locale;

/** Where a run is. */
public enum RunState {
    /** Under way; at most one is, on all nodes together. */
    RUNNING,
    /** No line failed. */
    PASSED,
    /** A line failed. */
    FAILED;

    /** As in the API: {@code running}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
