package dev.understudy.rotation;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was tried before, and how it ended. */
@Repository
class PastRotations {
    private final JdbcClient db;
    private final Rotations rotations;

    PastRotations(JdbcClient db, Rotations rotations) {
        this.db = db;
        this.rotations = rotations;
    }

    /** Whether one to that key was opened at that time, UTC ms, or later, however it ended. */
    boolean isTried(String provider, String fingerprint, long since) {
        return db.sql("select count(*) from rotation where provider = ? and fingerprint = ? and created_at >= ?")
                        .params(provider, fingerprint, since)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Of each provider the one that ended last. */
    List<Rotation> lastEnded() {
        return db
                .sql("select id from rotation r where open = 0 and not exists (select 1 from rotation later"
                        + " where later.open = 0 and later.provider = r.provider and (later.finished_at > r.finished_at"
                        + " or (later.finished_at = r.finished_at and later.id > r.id)))")
                .query(String.class)
                .list()
                .stream()
                .flatMap(id -> rotations.find(id).stream())
                .toList();
    }
}
