package dev.understudy.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Node;
import dev.understudy.common.Problem;
import dev.understudy.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rotations. One at most is open, whichever node works on it: the database itself refuses a second. */
@Repository
public class Rotations {
    private static final long NOT_READY_MS = 10_000;
    /** Nothing is ever due later than this, ms: if it seems so, the clock was put back. */
    private static final long FARTHEST_MS = 60_000;

    private final JdbcClient db;
    private final ObjectMapper json;
    private final Node node;
    private final Clock clock;

    /** Works over the one database, in the name of one node. */
    public Rotations(JdbcClient db, ObjectMapper json, Node node, Clock clock) {
        this.db = db;
        this.json = json;
        this.node = node;
        this.clock = clock;
    }

    /** Opens one that is not due before {@link #ready}, or, should that never come, after a while; false when another one is open. */
    public boolean open(Rotation rotation) {
        return db.sql(
                                "insert into rotation (id, provider, open, state, fingerprint, asked_by, why, due_at, lease_until,"
                                        + " created_at) values (?, ?, 1, ?, ?, ?, ?, ?, 0, ?) on conflict do nothing")
                        .params(
                                rotation.id(),
                                rotation.provider(),
                                rotation.state().name(),
                                rotation.fingerprint(),
                                rotation.askedBy(),
                                rotation.why(),
                                clock.millis() + NOT_READY_MS,
                                rotation.createdAt())
                        .update()
                == 1;
    }

    /** Its key is kept: it may begin; false when that took so long that it was taken up without. */
    public boolean ready(String id) {
        return db.sql("update rotation set due_at = ? where id = ? and open = 1 and owner is null")
                        .params(clock.millis(), id)
                        .update()
                == 1;
    }

    /** As if it had never been asked for. */
    public void discard(String id) {
        for (var table :
                List.of("rotation_step where rotation_id", "rotation_host where rotation_id", "rotation where id"))
            db.sql("delete from " + table + " = ?").param(id).update();
    }

    /** The one that is open. */
    public Optional<Rotation> open() {
        return db.sql("select * from rotation where open = 1").query(this::row).optional();
    }

    /** By its id. */
    public Optional<Rotation> find(String id) {
        return db.sql("select * from rotation where id = ?")
                .param(id)
                .query(this::row)
                .optional();
    }

    /** The newest ones first. */
    public List<Rotation> newest(int limit) {
        return db.sql("select * from rotation order by created_at desc, id desc limit ?")
                .param(limit)
                .query(this::row)
                .list();
    }

    /** How many there are in a state. */
    public long count(RotationState state) {
        return db.sql("select count(*) from rotation where state = ?")
                .param(state.name())
                .query(Long.class)
                .single();
    }

    /** Those that are due and that nobody else works on. */
    public List<String> due() {
        var now = clock.millis();
        return db.sql("select id from rotation where open = 1 and (due_at <= ? or due_at > ?) and (owner is null"
                        + " or owner = ? or lease_until < ?)")
                .params(now, now + FARTHEST_MS, node.name(), now)
                .query(String.class)
                .list();
    }

    /** Takes it for so long, ms; false when it is over, not due, or another node's. */
    public boolean claim(String id, long forMs) {
        var now = clock.millis();
        return db.sql(
                                "update rotation set owner = ?, lease_until = ? where id = ? and open = 1"
                                        + " and (due_at <= ? or due_at > ?) and (owner is null or owner = ? or lease_until < ?)")
                        .params(node.name(), now + forMs, id, now, now + FARTHEST_MS, node.name(), now)
                        .update()
                == 1;
    }

    /** Holds it for so long again, ms; false when it is not ours any more. */
    public boolean renew(String id, long forMs) {
        return db.sql("update rotation set lease_until = ? where id = ? and open = 1 and owner = ?")
                        .params(clock.millis() + forMs, id, node.name())
                        .update()
                == 1;
    }

    /** Lays it aside until then, because of a trouble that has lasted since then; null when there is none. */
    public void postpone(String id, long dueAt, @Nullable Long troubleSince) {
        db.sql("update rotation set due_at = ?, trouble_since = ?, lease_until = 0 where id = ? and owner = ?")
                .params(dueAt, troubleSince, id, node.name())
                .update();
    }

    /** The trouble is over. */
    public void well(String id) {
        db.sql("update rotation set trouble_since = null where id = ?")
                .param(id)
                .update();
    }

    /** Closes it; false when it is another node's by now, or over. */
    public boolean close(String id, RotationState state, @Nullable Problem problem) {
        return db.sql(
                                "update rotation set open = 0, state = ?, problem = ?, finished_at = ?, lease_until = 0 where id = ? and open = 1"
                                        + " and owner = ?")
                        .params(state.name(), problem == null ? null : text(problem), clock.millis(), id, node.name())
                        .update()
                == 1;
    }

    private Rotation row(ResultSet row, int number) throws SQLException {
        return new Rotation(
                row.getString("id"),
                row.getString("provider"),
                RotationState.valueOf(row.getString("state")),
                row.getString("fingerprint"),
                row.getString("asked_by"),
                row.getString("why"),
                problem(row.getString("problem")),
                Columns.number(row, "trouble_since"),
                row.getLong("created_at"),
                Columns.number(row, "finished_at"));
    }

    private @Nullable Problem problem(@Nullable String text) {
        try {
            return text == null ? null : json.readValue(text, Problem.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem in the store cannot be read", e);
        }
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is made of plain values", e);
        }
    }
}
