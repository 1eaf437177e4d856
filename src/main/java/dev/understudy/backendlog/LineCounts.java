package dev.understudy.backendlog;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many lines of which class each container's log had, in the store of all nodes. */
@Repository
class LineCounts {
    private final JdbcClient db;

    LineCounts(JdbcClient db) {
        this.db = db;
    }

    /**
     * Of one class.
     *
     * @param lastAt by the host's clock, UTC ms
     */
    record Counted(String name, long count, long lastAt) {}

    /** Adds what an answer had. */
    void add(String host, String id, Collection<Tally.Count> counts) {
        for (var each : counts)
            db.sql("""
                    insert into backendlog_class (host, container_id, name, count, first_at, last_at) values (?, ?, ?, ?, ?, ?)
                    on conflict (host, container_id, name) do update set count = backendlog_class.count + excluded.count,
                      last_at = case when excluded.last_at > backendlog_class.last_at
                        then excluded.last_at else backendlog_class.last_at end""")
                    .params(
                            host,
                            id,
                            each.name(),
                            each.count(),
                            each.first().toEpochMilli(),
                            each.last().toEpochMilli())
                    .update();
    }

    /** A container's, by name. */
    List<Counted> of(String host, String id) {
        return db.sql(
                        "select name, count, last_at from backendlog_class where host = ? and container_id = ? order by name")
                .params(host, id)
                .query((row, number) -> new Counted(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }
}
