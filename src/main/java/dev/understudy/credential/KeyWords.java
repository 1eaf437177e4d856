package dev.understudy.credential;

import dev.understudy.common.RandomId;
import dev.understudy.credential.Judgements.Word;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was said of keys, word by word; of each key the last two hundred are kept. */
@Repository
class KeyWords {
    private static final int KEPT = 200;
    private final JdbcClient db;
    private final Clock clock;

    KeyWords(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * A word, and when it was heard.
     *
     * @param word what
     * @param at UTC ms
     */
    record Heard(Word word, long at) {}

    /** Keeps it. */
    void keep(Word word) {
        db.sql("insert into credential_word (id, provider, fingerprint, verdict, reason, source, at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        RandomId.of("kw"),
                        word.provider().wire(),
                        word.fingerprint(),
                        word.verdict().wire(),
                        word.reason(),
                        word.source().wire(),
                        clock.millis())
                .update();
        forget(word.provider().wire(), word.fingerprint());
    }

    /** The newest of a provider, the newest first. */
    List<Heard> newest(Provider provider, int limit) {
        return db.sql("select * from credential_word where provider = ? order by at desc, id desc limit ?")
                .params(provider.wire(), limit)
                .query((row, number) -> new Heard(
                        new Word(
                                provider,
                                row.getString("fingerprint"),
                                Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)),
                                row.getString("reason"),
                                Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT))),
                        row.getLong("at")))
                .list();
    }

    private void forget(String provider, String fingerprint) {
        db.sql("""
                delete from credential_word where provider = ? and fingerprint = ? and id not in (
                  select id from credential_word where provider = ? and fingerprint = ? order by at desc, id desc limit ?)""").params(provider, fingerprint, provider, fingerprint, KEPT).update();
    }
}
