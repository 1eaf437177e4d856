package dev.understudy.backendlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A container whose log is read, as the store has it.
 *
 * @param host as people call it
 * @param seen how it was at the last look
 * @param container the configured name that it had
 * @param bookmark how far it was read
 * @param state what is known of it beyond that
 * @param restarts how often it was restarted since what the store has
 * @param version for who writes it back
 */
record ReadLog(
        String host, String container, ContainerSeen seen, Bookmark bookmark, State state, int restarts, long version) {
    /** A container's first lines may be dated some milliseconds before its start (measured). */
    private static final long EARLY_MS = 250;

    /**
     * What was read.
     *
     * @param isWhole whether it is read from its beginning on
     * @param isBehind whether there is more that was not read yet
     * @param readAt when all was read last, UTC ms; null for never
     * @param workerId the latest one
     * @param registeredAt when that one registered, UTC ms by the host's clock
     * @param endedAt the end of its process up to which it was read, as Docker writes it; null while there is more to come
     */
    record State(
            boolean isWhole,
            boolean isBehind,
            @Nullable Long readAt,
            @Nullable String workerId,
            @Nullable Long registeredAt,
            @Nullable String endedAt) {
        static State begun(boolean isWhole) {
            return new State(isWhole, true, null, null, null, null);
        }

        /** Read on; the end of its process is null while there is more to come. */
        State read(boolean isBehind, long now, @Nullable String end) {
            return new State(isWhole, isBehind, isBehind ? readAt : (Long) now, workerId, registeredAt, end);
        }

        State registered(Tally.@Nullable Registration word) {
            if (word == null) return this;
            return new State(
                    isWhole, isBehind, readAt, word.workerId(), word.at().toEpochMilli(), endedAt);
        }
    }

    /** One that is seen for the first time: read from its beginning, unless that is too long ago. */
    static ReadLog begun(String host, String container, ContainerSeen seen, Instant earliest) {
        var beginning = seen.createdAt().minusMillis(EARLY_MS);
        var isWhole = !beginning.isBefore(earliest);
        var bookmark = Bookmark.at(isWhole ? beginning : earliest);
        return new ReadLog(host, container, seen, bookmark, State.begun(isWhole), 0, 0);
    }

    /** Whether there is nothing more to come: its process has ended, and it was read up to there. */
    boolean isAtItsEnd() {
        return !seen.isAlive() && (seen.isNew() || seen.finishedAt().equals(state.endedAt()));
    }

    /** The same, as it is by now. */
    ReadLog as(ContainerSeen now) {
        var isFirst = version == 0 && now.status().equals("restarting");
        var more = isFirst ? now.restarts() : Math.max(0, now.restarts() - seen.restarts());
        return new ReadLog(host, container, now, bookmark, state, more, version);
    }

    /** The same, read on. */
    ReadLog to(Bookmark next, State then) {
        return new ReadLog(host, container, seen, next, then, restarts, version);
    }

    /** The same, after it was written. */
    ReadLog written() {
        return new ReadLog(host, container, seen, bookmark, state, 0, version + 1);
    }

    /** True when its worker is registered since its process was started; false when not; null when nobody can know. */
    @Nullable
    Boolean isRegistered() {
        if (!seen.isAlive()) return false;
        var at = state.registeredAt();
        if (at != null) return at >= started().toEpochMilli();
        return state.isWhole() && state.readAt() != null ? Boolean.FALSE : null;
    }

    private Instant started() {
        return Instant.parse(seen.startedAt()).minusMillis(EARLY_MS);
    }
}
