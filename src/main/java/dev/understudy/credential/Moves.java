package dev.understudy.credential;

import dev.understudy.common.RandomId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The journal of keys' moves between slots: promotion and demotion are the only ways in which a key becomes another one. */
@Repository
public class Moves {
    private final JdbcClient db;

    /** Works over the one database. */
    public Moves(JdbcClient db) {
        this.db = db;
    }

    /** A provider's newest moves first. */
    public List<Move> of(Provider provider, int limit) {
        return db.sql("select * from credential_move where provider = ? order by at desc, seq desc limit ?")
                .params(provider.wire(), limit)
                .query(Moves::read)
                .list();
    }

    /** By which the standby key took over by itself; empty when a standby key was given since, or it never did. */
    public Optional<Move> standbyUsed(Provider provider) {
        return db.sql(
                        "select * from credential_move where provider = ? and (from_slot = 'standby' or to_slot = 'standby')"
                                + " order by at desc, seq desc limit 1")
                .param(provider.wire())
                .query(Moves::read)
                .optional()
                .filter(Moves::isFailover);
    }

    /** By which that key took over by itself; empty when it became current in another way. */
    public Optional<Move> failoverTo(Provider provider, String fingerprint) {
        return db.sql("select * from credential_move where provider = ? and fingerprint = ? and to_slot = 'current'"
                        + " order by at desc, seq desc limit 1")
                .params(provider.wire(), fingerprint)
                .query(Moves::read)
                .optional()
                .filter(Moves::isFailover);
    }

    void add(Move move) {
        db.sql("insert into credential_move (id, seq, provider, fingerprint, from_slot, to_slot, who, why, at)"
                        + " select ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?, ?, ? from credential_move")
                .params(
                        RandomId.of("mv"),
                        move.provider().wire(),
                        move.fingerprint(),
                        move.from() == null ? null : move.from().wire(),
                        move.to() == null ? null : move.to().wire(),
                        move.who(),
                        move.why(),
                        move.at())
                .update();
    }

    private static boolean isFailover(Move move) {
        return move.from() == Slot.STANDBY
                && move.to() == Slot.CURRENT
                && move.who().equals(By.FAILOVER);
    }

    private static Move read(ResultSet row, int number) throws SQLException {
        return new Move(
                Provider.named(row.getString("provider")).orElseThrow(),
                row.getString("fingerprint"),
                KeyRecords.named(Slot.class, row.getString("from_slot")),
                KeyRecords.named(Slot.class, row.getString("to_slot")),
                row.getString("who"),
                row.getString("why"),
                row.getLong("at"));
    }
}
