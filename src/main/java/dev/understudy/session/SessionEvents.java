package dev.understudy.session;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The stories of the sessions, line by line. */
@Repository
public class SessionEvents {
    /** Room in a version's numbers for the lines of one change. */
    private static final long LINES_A_VERSION = 100;

    private final JdbcTemplate db;

    /** Works over the one database. */
    public SessionEvents(JdbcTemplate db) {
        this.db = db;
    }

    /**
     * A line with its place.
     *
     * @param session whose
     * @param seq its order within the session
     * @param entry what it says
     */
    public record Line(String session, String room, long seq, TimelineEntry entry) {}

    void add(String session, long version, List<TimelineEntry> entries) {
        var lines = new ArrayList<Object[]>();
        for (var entry : entries)
            lines.add(new Object[] {
                session,
                version * LINES_A_VERSION + lines.size(),
                entry.at(),
                entry.event(),
                entry.state().name(),
                entry.reason() == null ? null : entry.reason().code(),
                entry.attempt()
            });
        if (lines.isEmpty()) return;
        db.batchUpdate(
                "insert into session_event (session_id, seq, at, event, state, reason, attempt)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                lines);
    }

    /** A session's story, oldest line first. */
    public List<TimelineEntry> of(String session) {
        return before(session, Long.MAX_VALUE);
    }

    /** The story that led to that version of a session, oldest line first: nothing of what was written since it was read. */
    public List<TimelineEntry> of(Session session) {
        return before(session.id(), (session.stamps().version() + 1) * LINES_A_VERSION);
    }

    private List<TimelineEntry> before(String session, long place) {
        return db.query(
                "select * from session_event where session_id = ? and seq < ? order by seq",
                (row, number) -> new TimelineEntry(
                        row.getLong("at"),
                        row.getString("event"),
                        SessionState.valueOf(row.getString("state")),
                        SessionRows.reason(row.getString("reason")),
                        row.getInt("attempt")),
                session,
                place);
    }

    /** All lines written at that time or later, oldest first, no more than the limit. */
    public List<Line> since(long at, int limit) {
        return db.query(
                "select e.*, s.room from session_event e join session s on s.id = e.session_id where e.at >= ?"
                        + " order by e.at, e.session_id, e.seq limit ?",
                (row, number) -> new Line(
                        row.getString("session_id"),
                        row.getString("room"),
                        row.getLong("seq"),
                        new TimelineEntry(
                                row.getLong("at"),
                                row.getString("event"),
                                SessionState.valueOf(row.getString("state")),
                                SessionRows.reason(row.getString("reason")),
                                row.getInt("attempt"))),
                at,
                limit);
    }
}
