package dev.understudy.store;

import dev.understudy.common.Node;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Whether the store takes something new. Reading shows nothing of it: a full or a locked database is read well. Tried every 5 s at
 * most, and only when somebody asks.
 */
@Component
public class WriteTrial {
    private static final long FRESH_MS = 5_000;
    /** Several pages of either database, so that the room left over in a half full one does not pass for more. */
    private static final String MUCH = "0123456789abcdef".repeat(2_000);

    private final JdbcClient db;
    private final String name;
    private final Clock clock;
    private final ReentrantLock trying = new ReentrantLock();
    private volatile @Nullable Seen seen;

    /** Tries in the name of one node. */
    public WriteTrial(JdbcClient db, Node node, Clock clock) {
        this.db = db;
        this.name = "write-trial-" + node.name();
        this.clock = clock;
    }

    /** What came of a trial, and when, UTC ms. */
    private record Seen(Optional<StoreTrouble> trouble, long at) {}

    /** What is the matter; nothing when it takes what it is given. Who asks while another one tries hears what was seen last. */
    public Optional<StoreTrouble> trouble() {
        var last = seen;
        if (last != null && Math.abs(clock.millis() - last.at()) < FRESH_MS) return last.trouble();
        if (last != null && !trying.tryLock()) return last.trouble();
        if (last == null) trying.lock();
        try {
            var now = attempt();
            seen = new Seen(now, clock.millis());
            return now;
        } finally {
            trying.unlock();
        }
    }

    private Optional<StoreTrouble> attempt() {
        try {
            db.sql(
                            "insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value")
                    .params(name, MUCH)
                    .update();
            db.sql("delete from setting where name = ?").param(name).update();
            return Optional.empty();
        } catch (DataAccessException | TransactionException e) {
            return Optional.of(StoreTrouble.of(e));
        }
    }
}
