package dev.understudy.alert;

import dev.understudy.store.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What receivers are still to be told, and what they were told. A row is forgotten only with its alert; whoever claims one and is
 * killed loses it to the next one when the lease is over.
 */
@Repository
class Deliveries {
    /** Longer than any try takes; one that took longer is made twice, with the same id. */
    static final long LEASE_MS = 60_000;

    private static final String OPEN = "done_at is null and dead_at is null";
    /** That it is over is told only to those who know, or never will know, that it began. */
    private static final String MAY_GO = OPEN + " and due_at <= :now and lease_until < :now and (event = 'raised'"
            + " or not exists (select 1 from alert_delivery first where first.alert_id = waiting.alert_id"
            + " and first.receiver = waiting.receiver and first.event = 'raised'"
            + " and first.done_at is null and first.dead_at is null))";

    private final JdbcClient db;
    private final Dialect dialect;
    private final Clock clock;

    Deliveries(JdbcClient db, Dialect dialect, Clock clock) {
        this.db = db;
        this.dialect = dialect;
        this.clock = clock;
    }

    /** Writes one down, due at once. */
    void add(Delivery letter) {
        var now = clock.millis();
        db.sql("insert into alert_delivery (id, alert_id, receiver, event, body, tries, since, due_at, lease_until)"
                        + " values (?, ?, ?, ?, ?, 0, ?, ?, 0)")
                .params(
                        letter.id(),
                        letter.alert(),
                        letter.receiver(),
                        letter.event().code(),
                        letter.body(),
                        now,
                        now)
                .update();
    }

    /** For whom something waits that may go now. */
    List<String> receiversDue() {
        return db.sql("select distinct receiver from alert_delivery waiting where " + MAY_GO)
                .param("now", clock.millis())
                .query(String.class)
                .list();
    }

    /** Claims the one that has been due for longest; empty when nothing is due for this receiver. */
    Optional<Delivery> claim(String receiver) {
        return db.sql("update alert_delivery set lease_until = :until where id = (select id from alert_delivery waiting"
                        + " where receiver = :receiver and " + MAY_GO + " order by due_at, since, id limit 1"
                        + dialect.skipLocked() + ") returning *")
                .param("now", clock.millis())
                .param("until", clock.millis() + LEASE_MS)
                .param("receiver", receiver)
                .query(Deliveries::read)
                .optional();
    }

    /** The receiver has it. */
    void done(Delivery letter, String outcome) {
        finish(letter, "done_at", outcome);
    }

    /** It is given up, and kept. */
    void dead(Delivery letter, String outcome) {
        finish(letter, "dead_at", outcome);
    }

    /** It was not taken: again then, UTC ms. */
    void again(Delivery letter, String outcome, long dueAt) {
        db.sql("update alert_delivery set tries = tries + 1, lease_until = 0, outcome = ?, due_at = ? where id = ? and "
                        + OPEN)
                .params(outcome, dueAt, letter.id())
                .update();
    }

    /** Gives up what has waited since before that time, UTC ms: its receiver is not configured any more. */
    int giveUp(long before, String outcome) {
        return db.sql("update alert_delivery set dead_at = ?, outcome = coalesce(outcome, ?) where since < ?"
                        + " and lease_until < ? and " + OPEN)
                .params(clock.millis(), outcome, before, clock.millis())
                .update();
    }

    /** Puts an alert's dead letters back, but for those whose receiver was told meanwhile that it is over; gives how many. */
    int putBack(String alert) {
        var now = clock.millis();
        return db.sql("update alert_delivery set dead_at = null, tries = 0, since = ?, due_at = ?, lease_until = 0"
                        + " where alert_id = ? and dead_at is not null and (event = 'cleared' or not exists"
                        + " (select 1 from alert_delivery last where last.alert_id = alert_delivery.alert_id"
                        + " and last.receiver = alert_delivery.receiver and last.event = 'cleared'"
                        + " and last.done_at is not null))")
                .params(now, now, alert)
                .update();
    }

    /** Nobody is at anything: called when the only node starts, whose predecessor's claims are void. */
    void release() {
        db.sql("update alert_delivery set lease_until = 0 where lease_until > 0 and " + OPEN)
                .update();
    }

    /** All of these alerts, what was raised before what was cleared. */
    List<Delivery> of(List<String> alerts) {
        if (alerts.isEmpty()) return List.of();
        return db.sql(
                        "select * from alert_delivery where alert_id in (:alerts) order by alert_id, event desc, receiver")
                .param("alerts", alerts)
                .query(Deliveries::read)
                .list();
    }

    private void finish(Delivery letter, String column, String outcome) {
        db.sql("update alert_delivery set " + column + " = ?, tries = tries + 1, lease_until = 0, outcome = ?"
                        + " where id = ? and " + OPEN)
                .params(clock.millis(), outcome, letter.id())
                .update();
    }

    private static Delivery read(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getString("id"),
                row.getString("alert_id"),
                row.getString("receiver"),
                AlertEvent.valueOf(row.getString("event").toUpperCase(Locale.ROOT)),
                row.getString("body"),
                row.getInt("tries"),
                row.getLong("since"),
                state(row),
                row.getString("outcome"));
    }

    private static Delivery.State state(ResultSet row) throws SQLException {
        if (row.getObject("done_at") != null) return Delivery.State.DELIVERED;
        return row.getObject("dead_at") == null ? Delivery.State.WAITING : Delivery.State.DEAD;
    }
}
