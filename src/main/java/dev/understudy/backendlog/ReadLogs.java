package dev.understudy.backendlog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far the containers' logs were read, in the store of all nodes. */
@Repository
class ReadLogs {
    private static final String HELD = "+";
    private final JdbcClient db;

    ReadLogs(JdbcClient db) {
        this.db = db;
    }

    /** That container's; empty when it was never seen. */
    Optional<ReadLog> find(String host, String id) {
        return db.sql("select * from backendlog where host = ? and container_id = ?")
                .params(host, id)
                .query(ReadLogs::row)
                .optional();
    }

    /** Those that are there, as far as is known, and were found under that name; the oldest first. */
    List<ReadLog> there(String host, String container) {
        return db.sql(
                        "select * from backendlog where host = ? and container = ? and gone_at is null order by created_at")
                .params(host, container)
                .query(ReadLogs::row)
                .list();
    }

    /** Notes that it is there and read from now on; one that is known is read on from its bookmark. */
    void add(ReadLog log) {
        var seen = log.seen();
        db.sql("""
                insert into backendlog (host, container_id, container, created_at, status, started_at, finished_at, restarts,
                  since, known, is_whole, is_behind, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, 1, 0)
                on conflict (host, container_id) do update set gone_at = null""")
                .params(
                        log.host(),
                        seen.id(),
                        log.container(),
                        seen.createdAt().toEpochMilli(),
                        seen.status(),
                        seen.startedAt(),
                        seen.finishedAt(),
                        seen.restarts(),
                        log.bookmark().since().toString(),
                        log.state().isWhole() ? 1 : 0)
                .update();
    }

    /** Moves the bookmark; false when somebody else has moved it meanwhile: then nothing of this was written. */
    boolean move(ReadLog log) {
        var seen = log.seen();
        var state = log.state();
        return db.sql("""
                update backendlog set status = ?, started_at = ?, finished_at = ?, restarts = ?, since = ?, known = ?, is_behind = ?,
                  read_at = ?, worker_id = ?, registered_at = ?, ended_at = ?, version = version + 1
                where host = ? and container_id = ? and version = ? and gone_at is null""")
                        .params(
                                seen.status(),
                                seen.startedAt(),
                                seen.finishedAt(),
                                seen.restarts(),
                                log.bookmark().since().toString(),
                                hashes(log.bookmark()),
                                state.isBehind() ? 1 : 0,
                                state.readAt(),
                                state.workerId(),
                                state.registeredAt(),
                                state.endedAt(),
                                log.host(),
                                seen.id(),
                                log.version())
                        .update()
                == 1;
    }

    /** It is not there any more; false when that was known. */
    boolean gone(ReadLog log, long at) {
        return db.sql("update backendlog set gone_at = ? where host = ? and container_id = ? and gone_at is null")
                        .params(at, log.host(), log.seen().id())
                        .update()
                == 1;
    }

    /** Forgets those that were gone by then, and what they told. */
    void forget(long before) {
        db.sql("""
                delete from backendlog_class where exists (select 1 from backendlog b where b.host = backendlog_class.host
                  and b.container_id = backendlog_class.container_id and b.gone_at < ?)""").param(before).update();
        db.sql("delete from backendlog where gone_at < ?").param(before).update();
    }

    private static ReadLog row(ResultSet row, int number) throws SQLException {
        var known = row.getString("known");
        return new ReadLog(
                row.getString("host"),
                row.getString("container"),
                seen(row),
                bookmark(Instant.parse(row.getString("since")), known),
                state(row),
                0,
                row.getLong("version"));
    }

    /** A record that is held back stands behind the lines that were counted, with a sign of its own. */
    private static String hashes(Bookmark bookmark) {
        var held = bookmark.held();
        var known = bookmark.known().stream();
        return Stream.concat(known, Stream.ofNullable(held).map(each -> HELD + each))
                .collect(Collectors.joining(" "));
    }

    private static Bookmark bookmark(Instant since, String hashes) {
        var all = hashes.isEmpty() ? List.<String>of() : Arrays.asList(hashes.split(" "));
        var held = all.stream().filter(each -> each.startsWith(HELD)).findFirst();
        var known = all.stream().filter(each -> !each.startsWith(HELD)).toList();
        return new Bookmark(since, known, held.map(each -> each.substring(1)).orElse(null));
    }

    private static ContainerSeen seen(ResultSet row) throws SQLException {
        return new ContainerSeen(
                row.getString("container_id"),
                row.getString("container"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("status"),
                row.getString("started_at"),
                row.getString("finished_at"),
                row.getInt("restarts"));
    }

    private static ReadLog.State state(ResultSet row) throws SQLException {
        return new ReadLog.State(
                row.getInt("is_whole") == 1,
                row.getInt("is_behind") == 1,
                time(row, "read_at"),
                row.getString("worker_id"),
                time(row, "registered_at"),
                row.getString("ended_at"));
    }

    private static @Nullable Long time(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : (Long) value;
    }
}
