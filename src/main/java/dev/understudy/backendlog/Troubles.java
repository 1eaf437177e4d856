package dev.understudy.backendlog;

import dev.understudy.alert.AlertKind;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which alerts each container's log has raised that last, and when it told of them last; in the store of all nodes. */
@Repository
class Troubles {
    private final JdbcClient db;
    private final Clock clock;

    Troubles(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param containerId whose log told of it last
     * @param seenAt when that was read, UTC ms by our clock
     */
    record Trouble(String host, String container, AlertKind kind, String containerId, long seenAt) {}

    /** Told of now. */
    void seen(ReadLog log, AlertKind kind) {
        db.sql("""
                insert into backendlog_trouble (host, container, kind, container_id, seen_at) values (?, ?, ?, ?, ?)
                on conflict (host, container, kind) do update set container_id = excluded.container_id, seen_at = excluded.seen_at""")
                .params(log.host(), log.container(), kind.code(), log.seen().id(), clock.millis())
                .update();
    }

    /** Those that last; all of them, or one configured container's. */
    List<Trouble> all() {
        return db.sql("select * from backendlog_trouble")
                .query((row, number) -> new Trouble(
                        row.getString("host"),
                        row.getString("container"),
                        AlertKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("container_id"),
                        row.getLong("seen_at")))
                .list();
    }

    /** Those of one configured container. */
    List<Trouble> of(String host, String container) {
        return all().stream()
                .filter(each -> each.host().equals(host) && each.container().equals(container))
                .toList();
    }

    void over(Trouble trouble) {
        db.sql("delete from backendlog_trouble where host = ? and container = ? and kind = ?")
                .params(trouble.host(), trouble.container(), trouble.kind().code())
                .update();
    }
}
