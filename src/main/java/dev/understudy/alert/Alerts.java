package dev.understudy.alert;

import dev.understudy.common.RandomId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is wrong now, in the store of all nodes. A kind with a subject is raised once, counted while it lasts, and cleared when it
 * is over; to raise what is raised, and to clear what is not, does no harm.
 */
@Repository
public class Alerts {
    private static final Logger log = LoggerFactory.getLogger(Alerts.class);
    private static final int LETTERS_OF_AN_ID = 12;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** Works over the one database. */
    public Alerts(JdbcClient db, TransactionTemplate transaction, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Seen once. */
    public void raise(AlertKind kind, String subject, String detail) {
        raise(kind, subject, detail, 1);
    }

    /** Seen so often since it was told last. */
    public void raise(AlertKind kind, String subject, String detail, long times) {
        var isNew = transaction.execute(
                status -> count(kind, subject, detail, times) == 0 && open(kind, subject, detail, times));
        if (Boolean.TRUE.equals(isNew)) log.error("{} ({}): {}", kind.code(), subject, detail);
    }

    /** It is over. */
    public void clear(AlertKind kind, String subject) {
        var cleared = db.sql("update alert set open = null, cleared_at = ? where kind = ? and subject = ? and open = 1")
                .params(clock.millis(), kind.code(), subject)
                .update();
        if (cleared > 0) log.info("{} ({}) is over", kind.code(), subject);
    }

    /** Those that last, the newest first. */
    public List<Alert> open() {
        return db.sql("select * from alert where open = 1 order by raised_at desc, id")
                .query(Alerts::read)
                .list();
    }

    /** The newest, lasting or over. */
    public List<Alert> newest(int limit) {
        return db.sql("select * from alert order by raised_at desc, id limit ?")
                .param(limit)
                .query(Alerts::read)
                .list();
    }

    private int count(AlertKind kind, String subject, String detail, long times) {
        return db.sql(
                        "update alert set count = count + ?, seen_at = ?, detail = ? where kind = ? and subject = ? and open = 1")
                .params(times, clock.millis(), detail, kind.code(), subject)
                .update();
    }

    /** Of two nodes that see it at once one opens it, the other one's sighting is lost: it will see it again. */
    private boolean open(AlertKind kind, String subject, String detail, long times) {
        var now = clock.millis();
        return db.sql("""
                insert into alert (id, kind, subject, detail, count, open, raised_at, seen_at) values (?, ?, ?, ?, ?, 1, ?, ?)
                on conflict do nothing""")
                        .params(RandomId.of("al", LETTERS_OF_AN_ID), kind.code(), subject, detail, times, now, now)
                        .update()
                == 1;
    }

    private static Alert read(ResultSet row, int number) throws SQLException {
        var cleared = row.getLong("cleared_at");
        var lasts = row.wasNull();
        return new Alert(
                row.getString("id"),
                AlertKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("subject"),
                row.getString("detail"),
                row.getLong("count"),
                row.getLong("raised_at"),
                row.getLong("seen_at"),
                lasts ? null : cleared);
    }
}
