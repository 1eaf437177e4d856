package dev.understudy.rotation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to rotations, line by line, for those who listen. */
@Repository
public class RotationEvents {
    /** Room in a line's number for the steps of one host. */
    private static final long LINES_A_HOST = 1_000_000;

    private static final long LAST = Long.MAX_VALUE / 1_000_000;
    private static final String SINCE = """
            select * from (
              select s.rotation_id, s.position, s.seq * 2 as line, s.started_at as at, h.name as host, s.name as step,
                     null as outcome, null as observed, null as state
              from rotation_step s left join rotation_host h on h.rotation_id = s.rotation_id and h.position = s.position
              where s.started_at >= ?
              union all
              select s.rotation_id, s.position, s.seq * 2 + 1, s.finished_at, h.name, s.name, s.outcome, s.observed, null
              from rotation_step s left join rotation_host h on h.rotation_id = s.rotation_id and h.position = s.position
              where s.finished_at >= ?
              union all
              select id, null, null, finished_at, null, null, null, null, state from rotation where finished_at >= ?
            ) as happened order by at, rotation_id, position, line limit ?
            """;
    private final JdbcClient db;

    /** Works over the one database. */
    public RotationEvents(JdbcClient db) {
        this.db = db;
    }

    /**
     * A beginning or an end of a step, or the end of a rotation.
     *
     * @param rotation whose
     * @param seq its order within the rotation
     * @param at UTC ms
     * @param host where; null for what is done here
     * @param step which; null for the end of the rotation
     * @param outcome of the step; null for its beginning
     * @param observed what was seen; null for a beginning
     * @param state how the rotation ended; null for a step
     */
    public record Line(
            String rotation,
            long seq,
            long at,
            @Nullable String host,
            @Nullable String step,
            @Nullable String outcome,
            @Nullable String observed,
            @Nullable String state) {}

    /** All lines of that time or later, oldest first, no more than the limit. */
    public List<Line> since(long at, int limit) {
        return db.sql(SINCE)
                .params(at, at, at, limit)
                .query(RotationEvents::row)
                .list();
    }

    private static Line row(ResultSet row, int number) throws SQLException {
        var state = row.getString("state");
        var seq = (row.getLong("position") + 2) * LINES_A_HOST + row.getLong("line");
        return new Line(
                row.getString("rotation_id"),
                state == null ? seq : LAST,
                row.getLong("at"),
                row.getString("host"),
                row.getString("step"),
                row.getString("outcome"),
                row.getString("observed"),
                state == null ? null : RotationState.valueOf(state).code());
    }
}
