package dev.understudy.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When alerts were raised and cleared, for those who listen. */
@Repository
public class AlertHappenings {
    private static final String SINCE = """
            select * from (
              select id, kind, subject, detail, count, raised_at as at, 'raised' as event, 1 as line from alert where raised_at >= ?
              union all
              select id, kind, subject, detail, count, cleared_at, 'cleared', 2 from alert where cleared_at >= ?
            ) as happened order by at, id, line limit ?
            """;
    private final JdbcClient db;

    /** Works over the one database. */
    public AlertHappenings(JdbcClient db) {
        this.db = db;
    }

    /**
     * Something that happened to an alert.
     *
     * @param seq its order within the alert
     * @param at UTC ms
     * @param count so far
     */
    public record Line(
            String alert,
            long seq,
            long at,
            AlertEvent event,
            String kind,
            String subject,
            String detail,
            long count) {}

    /** All of that time or later, oldest first, no more than the limit. */
    public List<Line> since(long at, int limit) {
        return db.sql(SINCE).params(at, at, limit).query(AlertHappenings::line).list();
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getString("id"),
                row.getLong("line"),
                row.getLong("at"),
                AlertEvent.valueOf(row.getString("event").toUpperCase(Locale.ROOT)),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("detail"),
                row.getLong("count"));
    }
}
