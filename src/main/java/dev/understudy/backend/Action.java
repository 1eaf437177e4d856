package dev.understudy.backend;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done to a backend and takes its time.
 *
 * @param id ours; the host's lock names it
 * @param asked what was asked for, and by whom
 * @param state how far it is
 * @param observed what was seen, in our words; empty at first
 * @param startedAt UTC ms
 * @param finishedAt UTC ms; null while it runs
 */
public record Action(
        String id,
        Asked asked,
        State state,
        String observed,
        long startedAt,
        @Nullable Long finishedAt) {
    /** How far it is. */
    public enum State {
        /** It is being done. */
        RUNNING,
        /** It was seen to be done. */
        DONE,
        /** It was not done, or nobody knows. */
        FAILED;

        /** As it is written in JSON and in the store. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
