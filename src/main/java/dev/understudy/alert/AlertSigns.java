package dev.understudy.alert;

import dev.understudy.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who was hit by what hurts users, in the store of all nodes. One hiccup is no alert: {@link AlertJudge} raises one when somebody is
 * hit for a minute, or the third in a row is.
 */
@Repository
public class AlertSigns {
    private static final String HIT = """
            insert into alert_sign (kind, subject, who, place, detail, times, told, in_row, first_at, seen_at)
            values (?, ?, ?, ?, ?, 1, 0, ?, ?, ?) on conflict (kind, subject, who) do update set
              detail = excluded.detail, seen_at = excluded.seen_at, over_at = null,
              times = alert_sign.times + case when ? = 0 and alert_sign.over_at is null then 0 else 1 end,
              in_row = case when ? = 0 and alert_sign.over_at is null or alert_sign.in_row > excluded.in_row
                then alert_sign.in_row else excluded.in_row end,
              first_at = case when alert_sign.over_at is null then alert_sign.first_at else excluded.first_at end""";
    private static final String THIS = " where kind = ? and subject = ? ";
    private final JdbcClient db;
    private final Clock clock;

    /** Works over the one database. */
    public AlertSigns(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Who was hit, and where; see {@link AlertSign}.
     *
     * @param weight for how many in a row it counts: one, mostly
     */
    public record Hit(String who, String place, String detail, int weight) {
        /** Counts once. */
        public static Hit of(String who, String place, String detail) {
            return new Hit(who, place, detail, 1);
        }
    }

    /** It was hit once more. */
    public void hit(AlertKind kind, String subject, Hit hit) {
        write(kind, subject, hit, 1);
    }

    /** It is still hit by the same: counted once, however often it is told. */
    public void lasts(AlertKind kind, String subject, Hit hit) {
        write(kind, subject, hit, 0);
    }

    /** That one is not hit any more. */
    public void over(AlertKind kind, String subject, String who) {
        db.sql("update alert_sign set over_at = ?" + THIS + "and who = ? and over_at is null")
                .params(clock.millis(), kind.code(), subject, who)
                .update();
    }

    /** It went well for somebody: who is hit from now on begins a new row. */
    public void well(AlertKind kind, String subject) {
        db.sql("update alert_sign set in_row = 0" + THIS + "and in_row > 0")
                .params(kind.code(), subject)
                .update();
    }

    /** All there are. */
    public List<AlertSign> all() {
        return db.sql("select * from alert_sign order by kind, subject, first_at, who")
                .query(AlertSigns::read)
                .list();
    }

    /** These times are counted now; false when another node has counted them meanwhile. */
    boolean told(AlertSign sign) {
        return db.sql("update alert_sign set told = ?" + THIS + "and who = ? and told = ?")
                        .params(sign.times(), sign.kind().code(), sign.subject(), sign.who(), sign.told())
                        .update()
                == 1;
    }

    void forget(AlertSign sign) {
        db.sql("delete from alert_sign" + THIS + "and who = ? and seen_at = ? and over_at is not null")
                .params(sign.kind().code(), sign.subject(), sign.who(), sign.seenAt())
                .update();
    }

    private void write(AlertKind kind, String subject, Hit hit, int more) {
        var now = clock.millis();
        db.sql(HIT)
                .params(kind.code(), subject, hit.who(), hit.place(), hit.detail(), hit.weight(), now, now, more, more)
                .update();
    }

    private static AlertSign read(ResultSet row, int number) throws SQLException {
        return new AlertSign(
                AlertKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("subject"),
                row.getString("who"),
                row.getString("place"),
                row.getString("detail"),
                row.getLong("times"),
                row.getLong("told"),
                row.getInt("in_row"),
                row.getLong("first_at"),
                row.getLong("seen_at"),
                Columns.number(row, "over_at"));
    }
}
