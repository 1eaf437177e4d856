package dev.understudy.smoke;

import java.util.Locale;

/** What became of a line. */
public enum Outcome {
    /** Seen. */
    PASSED,
    /** Not seen in time, or seen to be wrong. */
    FAILED,
    /** Not looked at: a line before it failed, or the settings leave it out; the detail says which. */
    SKIPPED;

    /** As in the API: {@code passed}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
