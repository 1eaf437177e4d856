package dev.understudy.credential;

import dev.understudy.audit.Audit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down what became of the slots. It goes by the secrets file and not by the call that changed it, so that what a crash cut
 * off is written by whoever looks next; who changed it, and why, was written before the change.
 */
@Repository
class SlotJournal {
    /** After that, ms, a change that was announced is not taken for the reason of what is in the file, unless it is about that very key. */
    private static final long VOID_AFTER_MS = 600_000;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final KeyRecords records;
    private final Moves moves;
    private final Audit audit;
    private final Clock clock;

    SlotJournal(
            JdbcClient db, TransactionTemplate transaction, KeyRecords records, Moves moves, Audit audit, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.records = records;
        this.moves = moves;
        this.audit = audit;
        this.clock = clock;
    }

    /** Somebody is about to change the file; by that key, when it is to be in a slot then. Gives when, UTC ms. */
    long announce(Provider provider, By by, @Nullable String fingerprint) {
        var at = clock.millis();
        db.sql("insert into credential_change (provider, who, why, at, fingerprint) values (?, ?, ?, ?, ?)"
                        + " on conflict (provider) do update set who = excluded.who, why = excluded.why,"
                        + " at = excluded.at, fingerprint = excluded.fingerprint")
                .params(provider.wire(), by.who(), by.why(), at, fingerprint)
                .update();
        return at;
    }

    /** What was announced then is done, or came to nothing: what moves later is somebody else's doing. */
    void withdraw(Provider provider, long announcedAt) {
        db.sql("update credential_change set who = null, why = null where provider = ? and at = ?")
                .params(provider.wire(), announcedAt)
                .update();
    }

    /**
     * What has moved is written, once, whoever looks how often.
     *
     * @param file gives the keys that it has in its slots, by fingerprint; looked at when this is the only one that writes, or what
     *     another node did meanwhile would be taken back
     */
    void settle(Provider provider, Supplier<Map<String, Slot>> file) {
        transaction.executeWithoutResult(status -> {
            hold(provider);
            var now = file.get();
            var by = announced(provider).filter(change -> isOf(change, now, records.slots(provider)));
            var moved = moved(provider, now, by.map(Change::by).orElse(By.SOMEBODY));
            if (moved.isEmpty()) return;
            records.slots(provider, now);
            moved.forEach(this::write);
            forget(provider);
        });
    }

    /** Of several nodes that look at once, one writes. */
    private void hold(Provider provider) {
        db.sql("insert into credential_change (provider, at) values (?, ?) on conflict (provider)"
                        + " do update set provider = excluded.provider")
                .params(provider.wire(), clock.millis())
                .update();
    }

    /** What was announced: by whom, when (UTC ms), and which key it puts into a slot. */
    private record Change(By by, long at, @Nullable String fingerprint) {}

    private Optional<Change> announced(Provider provider) {
        return db.sql("select * from credential_change where provider = ? and who is not null")
                .param(provider.wire())
                .query(SlotJournal::change)
                .optional();
    }

    /** It happened a moment ago, or the key that it is about has moved since. */
    private boolean isOf(Change change, Map<String, Slot> now, Map<String, Slot> known) {
        if (change.at() > clock.millis() - VOID_AFTER_MS) return true;
        var key = change.fingerprint();
        return key != null && now.containsKey(key) && now.get(key) != known.get(key);
    }

    /** Nothing is announced any more. */
    private void forget(Provider provider) {
        db.sql("update credential_change set who = null, why = null where provider = ?")
                .param(provider.wire())
                .update();
    }

    private List<Move> moved(Provider provider, Map<String, Slot> now, By by) {
        var known = records.slots(provider);
        var keys = new LinkedHashSet<>(known.keySet());
        keys.addAll(now.keySet());
        return keys.stream()
                .filter(key -> now.containsKey(key) ? now.get(key) != known.get(key) : leaves(known, key, now))
                .map(key -> {
                    var from = from(known.get(key), now.get(key));
                    return new Move(provider, key, from, now.get(key), by.who(), by.why(), clock.millis());
                })
                .toList();
    }

    private static boolean leaves(Map<String, Slot> known, String key, Map<String, Slot> now) {
        return KeyRecords.leaves(key, known.get(key), now);
    }

    /** What becomes the previous one was the current one, also when it came from the configuration. */
    private static @Nullable Slot from(@Nullable Slot known, @Nullable Slot to) {
        return known == null && to == Slot.PREVIOUS ? Slot.CURRENT : known;
    }

    private void write(Move move) {
        moves.add(move);
        audit.note(new Audit.Deed(
                move.who(),
                "move-key",
                move.provider().wire() + " " + move.fingerprint(),
                move.why(),
                name(move.from()) + " to " + name(move.to())));
    }

    private static String name(@Nullable Slot slot) {
        return slot == null ? "no slot" : slot.wire();
    }

    private static Change change(ResultSet row, int number) throws SQLException {
        var by = new By(row.getString("who"), row.getString("why"));
        return new Change(by, row.getLong("at"), row.getString("fingerprint"));
    }
}
