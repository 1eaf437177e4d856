package dev.understudy.operator;

import dev.understudy.session.Session;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which session a caller's Idempotency-Key got, so that a repeated request gets the same. */
@Repository
public class Idempotency {
    private final JdbcClient db;
    private final Clock clock;

    /** Works over the one database. */
    public Idempotency(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** What a key was used for. */
    public record Earlier(String room, String session) {}

    /** What this key was used for. */
    public Optional<Earlier> find(String key) {
        return db.sql("select room, session_id as session from idempotency where key = ?")
                .param(key)
                .query(Earlier.class)
                .optional();
    }

    /** Remembers it; of two at the same moment the first counts. */
    public void keep(String key, Session session) {
        db.sql("insert into idempotency (key, room, session_id, at) values (?, ?, ?, ?) on conflict (key) do nothing")
                .params(key, session.room(), session.id(), clock.millis())
                .update();
    }
}
