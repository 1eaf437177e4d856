package dev.understudy.session;

import dev.understudy.store.Dialect;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/** What is still to be done: written with the change that asks for it, and forgotten only when it is done. */
@Repository
public class Chores {
    private static final long LEASE_MS = 15_000;
    private static final RowMapper<Chore> ROW = (row, number) -> new Chore(
            row.getString("id"),
            row.getString("session_id"),
            row.getString("room"),
            Chore.Kind.valueOf(row.getString("kind")),
            row.getString("target"),
            row.getInt("tries"),
            row.getLong("since"));

    private final JdbcTemplate db;
    private final Dialect dialect;
    private final Clock clock;

    /** Works over the one database. */
    public Chores(JdbcTemplate db, Dialect dialect, Clock clock) {
        this.db = db;
        this.dialect = dialect;
        this.clock = clock;
    }

    /** Writes them down, already claimed by the one who will do them next. */
    void add(List<Chore> chores) {
        if (chores.isEmpty()) return;
        db.batchUpdate(
                "insert into chore (id, session_id, room, kind, target, tries, since, due_at, lease_until)"
                        + " values (?, ?, ?, ?, ?, 0, ?, ?, ?)",
                chores.stream()
                        .map(chore -> new Object[] {
                            chore.id(),
                            chore.session(),
                            chore.room(),
                            chore.kind().name(),
                            chore.target(),
                            chore.since(),
                            chore.since(),
                            chore.since() + LEASE_MS
                        })
                        .toList());
    }

    /** Claims what is due and nobody is at. */
    public List<Chore> claimDue(int limit) {
        var now = clock.millis();
        return db.query(
                "update chore set lease_until = ? where id in (select id from chore where due_at <= ?"
                        + " and lease_until < ? order by due_at limit ?" + dialect.skipLocked() + ") returning *",
                ROW,
                now + LEASE_MS,
                now,
                now,
                limit);
    }

    /** It is done. */
    public void done(Chore chore) {
        db.update("delete from chore where id = ?", chore.id());
    }

    /** It could not be done: again then, UTC ms. */
    public void again(Chore chore, long dueAt) {
        db.update("update chore set tries = tries + 1, due_at = ?, lease_until = 0 where id = ?", dueAt, chore.id());
    }

    /** Nobody is at anything: called when the only node starts, whose predecessor's claims are void. */
    public void release() {
        db.update("update chore set lease_until = 0 where lease_until > 0");
    }

    /** How many there are for a room. */
    public int countIn(String room) {
        var count = db.queryForObject("select count(*) from chore where room = ?", Integer.class, room);
        return count == null ? 0 : count;
    }

    /** How many there are. */
    public int count() {
        var count = db.queryForObject("select count(*) from chore", Integer.class);
        return count == null ? 0 : count;
    }
}
