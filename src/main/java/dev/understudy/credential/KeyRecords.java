package dev.understudy.credential;

import dev.understudy.credential.Judgements.Word;
import dev.understudy.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** What all nodes know of the keys: fingerprints, slots and verdicts. The values are in the secrets file only. */
@Repository
public class KeyRecords {
    private static final String JUDGED = """
            insert into credential_key (provider, fingerprint, verdict, checked_at, changed_at, reason, rejected_in_a_row, told_at,
              limited_in_use) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (provider, fingerprint) do update set
              checked_at = excluded.checked_at,
              changed_at = case when excluded.verdict is null or excluded.verdict = credential_key.verdict
                then credential_key.changed_at else excluded.changed_at end,
              reason = case when excluded.verdict is null and credential_key.verdict is not null
                then credential_key.reason else excluded.reason end,
              rejected_in_a_row = case when excluded.verdict is null then credential_key.rejected_in_a_row
                when excluded.verdict = 'rejected' then credential_key.rejected_in_a_row + excluded.rejected_in_a_row
                else 0 end,
              told_at = coalesce(excluded.told_at, credential_key.told_at),
              limited_in_use = coalesce(excluded.limited_in_use, credential_key.limited_in_use),
              verdict = coalesce(excluded.verdict, credential_key.verdict)""";

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** Works over the one database. */
    public KeyRecords(JdbcClient db, TransactionTemplate transaction, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is known of that key. */
    public Optional<KeyRecord> find(Provider provider, String fingerprint) {
        return db.sql("select * from credential_key where provider = ? and fingerprint = ?")
                .params(provider.wire(), fingerprint)
                .query(KeyRecords::read)
                .optional();
    }

    /** All keys of a provider that are or were known, the one that changed last first. */
    public List<KeyRecord> of(Provider provider) {
        return db.sql("select * from credential_key where provider = ? order by changed_at desc, fingerprint")
                .param(provider.wire())
                .query(KeyRecords::read)
                .list();
    }

    /** Notes what the provider said when it was asked, and no more. */
    public void judged(Provider provider, String fingerprint, Verdict verdict) {
        judged(new Word(provider, fingerprint, verdict, "", Source.CHECK));
    }

    /**
     * Notes what the provider said. That it said nothing ({@code UNKNOWN}) notes only that it was asked. A refusal in use counts
     * like two on purpose. That a key is good when asked changes nothing for one that could not pay in use.
     *
     * @return whether the key stays limited, whatever was said
     */
    boolean judged(Word word) {
        var stays = word.source() == Source.CHECK
                && word.verdict() == Verdict.VALID
                && isLimitedInUse(word.provider(), word.fingerprint());
        var isSaid = word.verdict() != Verdict.UNKNOWN;
        var said = isSaid && !stays ? word.verdict().wire() : null;
        var now = clock.millis();
        db.sql(JUDGED)
                .params(
                        word.provider().wire(),
                        word.fingerprint(),
                        said,
                        now,
                        now,
                        word.reason(),
                        weight(word),
                        isSaid ? now : null,
                        stays ? null : limitedInUse(word))
                .update();
        return stays;
    }

    /** Whether a call for somebody found that key unable to pay, and none was answered well since. */
    boolean isLimitedInUse(Provider provider, String fingerprint) {
        return db.sql("select 1 from credential_key where provider = ? and fingerprint = ? and limited_in_use = 1")
                .params(provider.wire(), fingerprint)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Null for what says nothing of it. */
    private static @Nullable Integer limitedInUse(Word word) {
        return switch (word.verdict()) {
            case UNKNOWN -> null;
            case LIMITED -> word.source() == Source.CHECK ? null : 1;
            case VALID, REJECTED -> 0;
        };
    }

    private static int weight(Word word) {
        if (word.verdict() != Verdict.REJECTED) return 0;
        return word.source() == Source.CHECK ? 1 : KeyStanding.BAD;
    }

    /** Which keys of a provider are in which slots, by fingerprint. */
    public Map<String, Slot> slots(Provider provider) {
        var found = new LinkedHashMap<String, Slot>();
        for (var record : of(provider)) if (record.slot() != null) found.put(record.fingerprint(), record.slot());
        return found;
    }

    /** Notes which keys, by fingerprint, are in the slots now: a current one that is so no longer is one that was replaced. */
    public void slots(Provider provider, Map<String, Slot> now) {
        transaction.executeWithoutResult(status -> {
            slots(provider).forEach((fingerprint, slot) -> {
                if (leaves(fingerprint, slot, now)) leave(provider, fingerprint);
            });
            now.forEach((fingerprint, slot) -> put(provider, fingerprint, slot));
        });
    }

    /** While the file names no current key, it is lost or the configured one counts: nothing was replaced by that. */
    static boolean leaves(String fingerprint, @Nullable Slot slot, Map<String, Slot> now) {
        return now.get(fingerprint) != slot && (slot != Slot.CURRENT || now.containsValue(Slot.CURRENT));
    }

    private void leave(Provider provider, String fingerprint) {
        var now = clock.millis();
        db.sql("""
                update credential_key set slot = null, changed_at = ?,
                  replaced_at = case when slot = 'current' then coalesce(replaced_at, ?) else replaced_at end
                where provider = ? and fingerprint = ?""").params(now, now, provider.wire(), fingerprint).update();
    }

    private void put(Provider provider, String fingerprint, Slot slot) {
        var now = clock.millis();
        db.sql("""
                insert into credential_key (provider, fingerprint, slot, changed_at, replaced_at) values (?, ?, ?, ?, ?)
                on conflict (provider, fingerprint) do update set
                  changed_at = case when credential_key.slot = excluded.slot
                    then credential_key.changed_at else excluded.changed_at end,
                  replaced_at = case when excluded.replaced_at is null then null
                    else coalesce(credential_key.replaced_at, excluded.replaced_at) end,
                  slot = excluded.slot""")
                .params(provider.wire(), fingerprint, slot.wire(), now, slot == Slot.PREVIOUS ? now : null)
                .update();
    }

    private static KeyRecord read(ResultSet row, int number) throws SQLException {
        return new KeyRecord(
                Provider.named(row.getString("provider")).orElseThrow(),
                row.getString("fingerprint"),
                named(Slot.class, row.getString("slot")),
                named(Verdict.class, row.getString("verdict")),
                Columns.number(row, "checked_at"),
                row.getLong("changed_at"),
                Columns.number(row, "replaced_at"));
    }

    static <E extends Enum<E>> @Nullable E named(Class<E> type, @Nullable String wire) {
        return wire == null ? null : Enum.valueOf(type, wire.toUpperCase(Locale.ROOT));
    }
}
