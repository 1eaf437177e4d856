package dev.understudy.session;

import dev.understudy.store.Dialect;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which conversations were asked for, in the store of all nodes: written before the request is sent, so that neither a crash nor a
 * lost answer makes one that is not counted. One that was refused, so that it never was, is taken out again.
 */
@Repository("conversationLedger")
public class ConversationLedger {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Dialect dialect;
    private final Clock clock;

    /** Works over the one database. */
    public ConversationLedger(JdbcClient db, TransactionTemplate transaction, Dialect dialect, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.dialect = dialect;
        this.clock = clock;
    }

    /**
     * How many there are.
     *
     * @param open that go on, or may
     * @param hour asked for within the last hour
     * @param day asked for within the last 24 hours
     * @param same that go on for the same user
     * @param caller that go on for the same anonymous caller
     */
    public record Counts(long open, long hour, long day, long same, long caller) {}

    /**
     * For whom it is.
     *
     * @param user a fingerprint of the identity; empty where it does not count
     * @param caller the mark of who asked for the token; empty where it does not count
     */
    public record Whom(String user, String caller) {
        /** Somebody who does not count. */
        public static final Whom NOBODY = new Whom("", "");
    }

    /**
     * Writes one down, if that may be.
     *
     * @param session whose
     * @param number its try
     * @param whom for whom
     * @param allowed judges the counts, this one included; nobody else writes meanwhile, on no node
     * @return false when it may not be: then nothing is written. One that was written before may go on being asked for
     */
    public boolean enter(String session, int number, Whom whom, Predicate<Counts> allowed) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            dialect.lockAgainstWriters("conversation")
                    .ifPresent(lock -> db.sql(lock).update());
            var written = db.sql(
                            "insert into conversation (session_id, number, who, caller, asked_at) values (?, ?, ?, ?, ?)"
                                    + " on conflict do nothing")
                    .params(session, number, whom.user(), whom.caller(), clock.millis())
                    .update();
            if (written == 0 || allowed.test(counts(whom))) return true;
            status.setRollbackOnly();
            return false;
        }));
    }

    /** As they are now; the same user's are none. */
    public Counts counts() {
        return counts(Whom.NOBODY);
    }

    /** The minutes that conversations of this installation took since then, those that go on included. */
    public double minutesSince(long then) {
        var now = clock.millis();
        var ms = db.sql(
                        "select coalesce(sum(coalesce(ended_at, :now) - case when asked_at < :then then :then else asked_at"
                                + " end), 0) from conversation where coalesce(ended_at, :now) > :then")
                .param("now", now)
                .param("then", then)
                .query(Long.class)
                .single();
        return ms / (double) Duration.ofMinutes(1).toMillis();
    }

    /** A chore is done: it was ended at Tavus, or Tavus knew none of its name. */
    public void ended(@ExchangeProperty("chore") Chore chore, @ExchangeProperty("conversation") String known) {
        var number = Integer.parseInt(chore.target().split(" ", 2)[0]);
        if (known.isEmpty()) neverWas(chore.session(), number);
        else over(chore.session(), number);
    }

    private void over(String session, int number) {
        db.sql("update conversation set ended_at = ? where session_id = ? and number = ? and ended_at is null")
                .params(clock.millis(), session, number)
                .update();
    }

    private void neverWas(String session, int number) {
        db.sql("delete from conversation where session_id = ? and number = ?")
                .params(session, number)
                .update();
    }

    /** Within a session's change: a try that is given up without anything to end has not had its conversation. */
    void follow(Change change) {
        var before = change.before().face();
        var after = change.after().face();
        if (before.askedAt() == 0 || after.askedAt() > 0 && after.tries() == before.tries()) return;
        var target = before.tries() + " ";
        var isEnded = change.chores().stream()
                .anyMatch(chore -> chore.kind() == Chore.Kind.END_CONVERSATION
                        && chore.target().startsWith(target));
        if (!isEnded) neverWas(change.before().id(), before.tries());
    }

    /** Those that nobody has any more count as ended: their session is over, and nothing is left to be done for it. */
    public int sweep() {
        return db.sql("update conversation set ended_at = ? where ended_at is null"
                        + " and not exists (select 1 from session s where s.id = session_id and s.open = 1)"
                        + " and not exists (select 1 from chore c where c.session_id = conversation.session_id"
                        + " and c.kind = 'END_CONVERSATION')")
                .param(clock.millis())
                .update();
    }

    /** Forgets those that were over before that time, UTC ms. */
    void forget(long before) {
        db.sql("delete from conversation where ended_at < ?").param(before).update();
    }

    private Counts counts(Whom whom) {
        var now = clock.millis();
        return db.sql("select count(*) filter (where ended_at is null) as open,"
                        + " count(*) filter (where asked_at > :hour) as hour,"
                        + " count(*) filter (where asked_at > :day) as day,"
                        + " count(*) filter (where ended_at is null and who = :who and who <> '') as same,"
                        + " count(*) filter (where ended_at is null and caller = :caller and caller <> '') as caller"
                        + " from conversation where asked_at > :day or ended_at is null")
                .param("hour", now - HOUR_MS)
                .param("day", now - DAY_MS)
                .param("who", whom.user())
                .param("caller", whom.caller())
                .query(Counts.class)
                .single();
    }
}
