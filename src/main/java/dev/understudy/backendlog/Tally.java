package dev.understudy.backendlog;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many lines of which class an answer had. */
final class Tally {
    /** What Docker threw away, as a class of its own. */
    static final String GAP = "gap";
    /** Restarts, which no line tells of. */
    static final String RESTART = "restart";

    private final Map<String, Count> counts = new LinkedHashMap<>();
    private @Nullable Registration registration;

    /**
     * Of one class.
     *
     * @param means null for what no pattern stands for
     * @param first by the host's clock
     * @param last by the host's clock
     */
    record Count(String name, @Nullable Meaning means, long count, Instant first, Instant last) {
        private Count and(Instant at) {
            return new Count(name, means, count + 1, first.isBefore(at) ? first : at, last.isAfter(at) ? last : at);
        }
    }

    /** A worker's word that LiveKit has it. */
    record Registration(Instant at, @Nullable String workerId) {}

    void add(LinePattern pattern, Instant at) {
        counts.merge(pattern.name(), new Count(pattern.name(), pattern.means(), 1, at, at), (old, one) -> old.and(at));
    }

    /** Something that no line tells of, so many times. */
    void add(String name, long times, Instant at) {
        counts.put(name, new Count(name, null, times, at, at));
    }

    void registered(Instant at, @Nullable String workerId) {
        registration = new Registration(at, workerId);
    }

    Collection<Count> counts() {
        return counts.values();
    }

    @Nullable
    Registration registration() {
        return registration;
    }
}
