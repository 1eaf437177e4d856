package dev.understudy.backend;

import dev.understudy.backend.Action.State;
import dev.understudy.common.Node;
import dev.understudy.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The actions, in the store of all nodes. One at most is open on a backend: until it is over and nothing of it is left there. */
@Repository("backendActionRows")
class Actions {
    private static final Duration KEPT = Duration.ofDays(400);
    private final JdbcClient db;
    private final Node node;
    private final Clock clock;

    Actions(JdbcClient db, Node node, Clock clock) {
        this.db = db;
        this.node = node;
        this.clock = clock;
    }

    /** Opens one and holds it for so long, ms; false when another one is open there. */
    boolean open(Action action, long forMs) {
        forget();
        var asked = action.asked();
        return db.sql("""
                insert into backend_action (id, backend, action, asked_by, why, state, open, observed, node, lease_until,
                  started_at) values (?, ?, ?, ?, ?, ?, 1, '', ?, ?, ?) on conflict do nothing""")
                        .params(action.id(), asked.backend(), asked.action(), asked.who(), asked.why())
                        .params(State.RUNNING.code(), node.name(), clock.millis() + forMs, action.startedAt())
                        .update()
                == 1;
    }

    Optional<Action> find(String id) {
        return db.sql("select * from backend_action where id = ?")
                .param(id)
                .query(Actions::row)
                .optional();
    }

    /** The one that is open on a backend. */
    Optional<Action> openOn(String backend) {
        return db.sql("select * from backend_action where backend = ? and open = 1")
                .param(backend)
                .query(Actions::row)
                .optional();
    }

    /** Holds it for so long, ms; false when it is over, or another node has taken it over. */
    boolean hold(String id, long forMs) {
        return db.sql("update backend_action set lease_until = ? where id = ? and open = 1 and node = ? and state = ?")
                        .params(clock.millis() + forMs, id, node.name(), State.RUNNING.code())
                        .update()
                == 1;
    }

    /** How it came out; false when that is known already. */
    boolean finish(String id, State state, String observed) {
        return db.sql("update backend_action set state = ?, observed = ?, finished_at = ? where id = ? and state = ?")
                        .params(state.code(), observed, clock.millis(), id, State.RUNNING.code())
                        .update()
                == 1;
    }

    /** Nothing of it is left on the host. */
    void settle(String id) {
        db.sql("update backend_action set open = null where id = ?").param(id).update();
    }

    /** Open ones that nobody holds any more: their node was killed, or something is left on the host. */
    List<String> left() {
        return db.sql("select id from backend_action where open = 1 and lease_until <= ? order by started_at")
                .param(clock.millis())
                .query(String.class)
                .list();
    }

    /** Takes one over that nobody holds, for so long, ms; false when another node was faster. */
    boolean take(String id, long forMs) {
        var now = clock.millis();
        return db.sql(
                                "update backend_action set node = ?, lease_until = ? where id = ? and open = 1 and lease_until <= ?")
                        .params(node.name(), now + forMs, id, now)
                        .update()
                == 1;
    }

    /** Whoever comes after so long may tidy up, ms. */
    void leave(String id, long afterMs) {
        db.sql("update backend_action set lease_until = ? where id = ? and open = 1 and node = ?")
                .params(clock.millis() + afterMs, id, node.name())
                .update();
    }

    private void forget() {
        db.sql("delete from backend_action where open is null and started_at < ?")
                .param(clock.millis() - KEPT.toMillis())
                .update();
    }

    private static Action row(ResultSet row, int number) throws SQLException {
        return new Action(
                row.getString("id"),
                new Asked(
                        row.getString("backend"),
                        row.getString("asked_by"),
                        row.getString("action"),
                        row.getString("why")),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("observed"),
                row.getLong("started_at"),
                Columns.number(row, "finished_at"));
    }
}
