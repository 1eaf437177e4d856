package dev.understudy.credential;

import dev.understudy.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How all keys stand, from the store of all nodes. */
@Repository
public class KeyStandings {
    private final JdbcClient db;

    /** Works over the one database. */
    public KeyStandings(JdbcClient db) {
        this.db = db;
    }

    /** How that key stands; empty when nothing is known of it. */
    Optional<KeyStanding> find(Provider provider, String fingerprint) {
        return db.sql("select * from credential_key where provider = ? and fingerprint = ?")
                .params(provider.wire(), fingerprint)
                .query(KeyStandings::read)
                .optional();
    }

    /** All that are known. */
    List<KeyStanding> all() {
        return db.sql("select * from credential_key").query(KeyStandings::read).list();
    }

    private static KeyStanding read(ResultSet row, int number) throws SQLException {
        var verdict = row.getString("verdict");
        var reason = row.getString("reason");
        return new KeyStanding(
                Provider.named(row.getString("provider")).orElseThrow(),
                row.getString("fingerprint"),
                verdict == null ? Verdict.UNKNOWN : Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)),
                reason == null ? "" : reason,
                row.getInt("rejected_in_a_row"),
                Columns.number(row, "checked_at"),
                row.getLong("changed_at"),
                Columns.number(row, "told_at"),
                row.getInt("limited_in_use") == 1);
    }
}
