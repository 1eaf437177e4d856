package dev.understudy.backendlog;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When each configured container was looked at last and what came of it, in the store of all nodes. */
@Repository
class Looks {
    private final JdbcClient db;
    private final Clock clock;

    Looks(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * The last one.
     *
     * @param containerId that had the name; null when none had
     * @param at UTC ms; 0 for never
     * @param wanted the id of a container whose last lines somebody waits for; null for none
     * @param failures looks in a row that came to nothing
     * @param problem why; null when the last one was good
     */
    record Last(
            @Nullable String containerId,
            long at,
            @Nullable String wanted,
            int failures,
            @Nullable String problem) {
        static final Last NEVER = new Last(null, 0, null, 0, null);
    }

    Last of(String host, String container) {
        return find(host, container).orElse(Last.NEVER);
    }

    /** Somebody waits for that container's last lines: a look is due at once. */
    void want(String host, String container, String id) {
        db.sql("""
                insert into backendlog_look (host, container, looked_at, wanted, failures) values (?, ?, 0, ?, 0)
                on conflict (host, container) do update set wanted = excluded.wanted""").params(host, container, id).update();
    }

    /** A look was good, {@code wanted} being what it knew somebody to wait for. */
    void good(String host, String container, String id, @Nullable String wanted) {
        note(host, container, id, null);
        db.sql("update backendlog_look set wanted = null where host = ? and container = ? and wanted = ?")
                .params(host, container, wanted == null ? "" : wanted)
                .update();
    }

    /** A look came to nothing; gives how many in a row did. Who waits goes on waiting, but not at once. */
    int failed(String host, String container, @Nullable String id, String problem) {
        note(host, container, id, problem);
        return of(host, container).failures();
    }

    private void note(String host, String container, @Nullable String id, @Nullable String problem) {
        db.sql("""
                insert into backendlog_look (host, container, container_id, looked_at, failures, problem) values (?, ?, ?, ?, ?, ?)
                on conflict (host, container) do update set looked_at = excluded.looked_at, problem = excluded.problem,
                  container_id = coalesce(excluded.container_id, backendlog_look.container_id),
                  failures = case when excluded.failures = 0 then 0 else backendlog_look.failures + 1 end""")
                .params(host, container, id, clock.millis(), problem == null ? 0 : 1, problem)
                .update();
    }

    private Optional<Last> find(String host, String container) {
        return db.sql("select * from backendlog_look where host = ? and container = ?")
                .params(host, container)
                .query((row, number) -> new Last(
                        row.getString("container_id"),
                        row.getLong("looked_at"),
                        row.getString("wanted"),
                        row.getInt("failures"),
                        row.getString("problem")))
                .optional();
    }
}
