package dev.understudy.alert;

import static dev.understudy.alert.AlertEvent.CLEARED;
import static dev.understudy.alert.AlertEvent.RAISED;

import dev.understudy.common.RandomId;
import dev.understudy.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
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
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Outbox outbox;

    /** Works over the one database, and tells the log only. */
    public Alerts(JdbcClient db, TransactionTemplate transaction, Clock clock) {
        this(db, transaction, clock, Outbox.NOBODY);
    }

    /** Works over the one database; what is to be told is written in the same transaction. */
    @Autowired
    Alerts(JdbcClient db, TransactionTemplate transaction, Clock clock, Outbox outbox) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
        this.outbox = outbox;
    }

    private record Sighting(AlertKind kind, String subject, String detail, long times) {}

    /** Seen once. */
    public void raise(AlertKind kind, String subject, String detail) {
        raise(kind, subject, detail, 1);
    }

    /** Seen so often since it was told last. */
    public void raise(AlertKind kind, String subject, String detail, long times) {
        var sighting = new Sighting(kind, subject, detail, times);
        var isNew = transaction.execute(status -> !count(sighting) && open(sighting));
        if (Boolean.TRUE.equals(isNew)) log.error("{} ({}): {}", kind.code(), subject, detail);
    }

    /** It is over. */
    public void clear(AlertKind kind, String subject) {
        var cleared = transaction.execute(status -> close(kind, subject));
        if (Boolean.TRUE.equals(cleared)) log.info("{} ({}) is over", kind.code(), subject);
    }

    /** Those that last, the newest first. */
    public List<Alert> open() {
        return db.sql("select * from alert where open = 1 order by raised_at desc, id")
                .query(Alerts::read)
                .list();
    }

    /** Whether that lasts. */
    public boolean isOpen(AlertKind kind, String subject) {
        return open().stream()
                .anyMatch(alert -> alert.kind() == kind && alert.subject().equals(subject));
    }

    /** The newest, lasting or over. */
    public List<Alert> newest(int limit) {
        return db.sql("select * from alert order by raised_at desc, id limit ?")
                .param(limit)
                .query(Alerts::read)
                .list();
    }

    /** One of them. */
    Optional<Alert> find(String id) {
        return db.sql("select * from alert where id = ?")
                .param(id)
                .query(Alerts::read)
                .optional();
    }

    /** Forgets what has been over since before that time, UTC ms, and what was told of it; gives how many. */
    int forget(long before) {
        db.sql("delete from alert_delivery where alert_id in (select id from alert where cleared_at < ?)")
                .param(before)
                .update();
        return db.sql("delete from alert where cleared_at < ?").param(before).update();
    }

    private boolean count(Sighting seen) {
        return db.sql("update alert set count = count + ?, seen_at = ?, detail = ?"
                                + " where kind = ? and subject = ? and open = 1")
                        .params(
                                seen.times(),
                                clock.millis(),
                                seen.detail(),
                                seen.kind().code(),
                                seen.subject())
                        .update()
                > 0;
    }

    /** Of two nodes that see it at once one opens it, and the other one's sighting is counted. */
    private boolean open(Sighting seen) {
        var now = clock.millis();
        var id = RandomId.of("al");
        var opened = db.sql("""
                insert into alert (id, kind, subject, detail, count, open, raised_at, seen_at) values (?, ?, ?, ?, ?, 1, ?, ?)
                on conflict do nothing""")
                        .params(id, seen.kind().code(), seen.subject(), seen.detail(), seen.times(), now, now)
                        .update()
                == 1;
        if (!opened) count(seen);
        else
            outbox.write(
                    new Alert(id, seen.kind(), seen.subject(), seen.detail(), seen.times(), now, now, null), RAISED);
        return opened;
    }

    private boolean close(AlertKind kind, String subject) {
        var closed = db.sql("update alert set open = null, cleared_at = ?"
                        + " where kind = ? and subject = ? and open = 1 returning *")
                .params(clock.millis(), kind.code(), subject)
                .query(Alerts::read)
                .list();
        closed.forEach(alert -> outbox.write(alert, CLEARED));
        return !closed.isEmpty();
    }

    private static Alert read(ResultSet row, int number) throws SQLException {
        return new Alert(
                row.getString("id"),
                AlertKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("subject"),
                row.getString("detail"),
                row.getLong("count"),
                row.getLong("raised_at"),
                row.getLong("seen_at"),
                Columns.number(row, "cleared_at"));
    }
}
