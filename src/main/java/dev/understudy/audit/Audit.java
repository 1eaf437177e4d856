package dev.understudy.audit;

import dev.understudy.common.RandomId;
import dev.understudy.common.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did what to what, and why. Values of keys are never in it. */
@Repository
public class Audit {
    private static final Logger log = LoggerFactory.getLogger("dev.understudy.audit");
    private final JdbcClient db;
    private final Clock clock;

    /** Works over the one database. */
    public Audit(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param who an operator, or what of ours acted by itself: "the operator", "credential-check"
     * @param action as in "restart", "promote"
     * @param subject to what
     * @param why in the words of who did it
     * @param outcome what came of it
     */
    public record Deed(String who, String action, String subject, String why, String outcome) {
        /** The same, with another outcome. */
        public Deed endedAs(String other) {
            return new Deed(who, action, subject, why, other);
        }
    }

    /**
     * A deed on the record.
     *
     * @param id ours
     * @param at UTC ms
     */
    public record Entry(String id, long at, Deed deed) {}

    /** Notes it. */
    public void note(Deed deed) {
        db.sql("insert into audit (id, at, who, action, subject, why, outcome) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        RandomId.of("au"),
                        clock.millis(),
                        deed.who(),
                        deed.action(),
                        deed.subject(),
                        deed.why(),
                        deed.outcome())
                .update();
        log.info(
                "{}: {} {} ({}): {}",
                deed.who(),
                deed.action(),
                deed.subject(),
                deed.why().replaceAll("\\p{Cntrl}", " "),
                deed.outcome());
    }

    /** Does it and notes it, with its outcome; when it is refused, with the refusal's code instead. */
    public <T> T attempt(Deed deed, Supplier<T> work) {
        try {
            var result = work.get();
            note(deed);
            return result;
        } catch (Refused refused) {
            note(deed.endedAs("refused: " + refused.problem().code()));
            throw refused;
        }
    }

    /** By its id. */
    public Optional<Entry> find(String id) {
        return db.sql("select * from audit where id = ?")
                .param(id)
                .query(Audit::read)
                .optional();
    }

    /** The newest first; of those before that entry, when one is given. */
    public List<Entry> newest(int limit, @Nullable Entry before) {
        if (before == null)
            return db.sql("select * from audit order by at desc, id desc limit ?")
                    .param(limit)
                    .query(Audit::read)
                    .list();
        return db.sql("select * from audit where at < ? or (at = ? and id < ?) order by at desc, id desc limit ?")
                .params(before.at(), before.at(), before.id(), limit)
                .query(Audit::read)
                .list();
    }

    /** Forgets what is older than that moment, UTC ms; gives how many entries that were. */
    public int forget(long before) {
        return db.sql("delete from audit where at < ?").param(before).update();
    }

    private static Entry read(ResultSet row, int number) throws SQLException {
        var deed = new Deed(
                row.getString("who"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("why"),
                row.getString("outcome"));
        return new Entry(row.getString("id"), row.getLong("at"), deed);
    }
}
