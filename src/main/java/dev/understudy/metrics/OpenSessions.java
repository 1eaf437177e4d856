package dev.understudy.metrics;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many sessions are open in the store, counted at most once a second however many ask. */
@Repository
public class OpenSessions {
    /** The mode of a session whose agent is not in yet. */
    static final String NO_MODE = "none";

    private static final long FRESH_MS = 1_000;
    private final JdbcClient db;
    private final Clock clock;
    private volatile Counted counted = new Counted(Long.MIN_VALUE / 2, List.of());

    /** Works over the one database. */
    public OpenSessions(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Sessions of a kind.
     *
     * @param mode {@code audio}, {@code video} or {@code none}
     */
    record Kind(String state, String mode, long count) {}

    private record Counted(long at, @Nullable List<Kind> kinds) {}

    /** By state; empty when the store does not answer. */
    public Map<String, Long> byState() {
        return by(Kind::state);
    }

    /** By mode; empty when the store does not answer. */
    public Map<String, Long> byMode() {
        return by(Kind::mode);
    }

    /** How many in that state and mode; NaN when the store does not answer. */
    double count(String state, String mode) {
        var kinds = kinds();
        if (kinds == null) return Double.NaN;
        return kinds.stream()
                .filter(kind -> kind.state().equals(state) && kind.mode().equals(mode))
                .mapToLong(Kind::count)
                .sum();
    }

    private Map<String, Long> by(Function<Kind, String> part) {
        var kinds = kinds();
        if (kinds == null) return Map.of();
        return kinds.stream().collect(Collectors.groupingBy(part, TreeMap::new, Collectors.summingLong(Kind::count)));
    }

    private @Nullable List<Kind> kinds() {
        var known = counted;
        if (clock.millis() - known.at() < FRESH_MS) return known.kinds();
        var now = new Counted(clock.millis(), read());
        counted = now;
        return now.kinds();
    }

    private @Nullable List<Kind> read() {
        try {
            return db.sql("select state, coalesce(mode, 'none') as mode, count(*) as count from session"
                            + " where open = 1 group by state, coalesce(mode, 'none')")
                    .query(Kind.class)
                    .list();
        } catch (DataAccessException e) {
            return null;
        }
    }
}
