package dev.understudy.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Node;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The runs. One at most is open, whichever node works on it: the database itself refuses a second. */
@Repository
public class SmokeRuns {
    private static final long KEPT_MS = 30L * 24 * 3600 * 1000;
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};
    private final JdbcClient db;
    private final ObjectMapper json;
    private final Node node;
    private final Clock clock;

    /** Works over the one database, in the name of one node. */
    public SmokeRuns(JdbcClient db, ObjectMapper json, Node node, Clock clock) {
        this.db = db;
        this.json = json;
        this.node = node;
        this.clock = clock;
    }

    /** Opens one for this node, and forgets those of a month ago; false when another one is open. */
    public boolean open(SmokeRun run, long leaseMs) {
        db.sql("delete from smoke_run where open = 0 and started_at < ?")
                .param(clock.millis() - KEPT_MS)
                .update();
        return db.sql(
                                "insert into smoke_run (id, open, state, asked_by, room, client, findings, node, lease_until, started_at)"
                                        + " values (?, 1, ?, ?, ?, '', '[]', ?, ?, ?) on conflict do nothing")
                        .params(
                                run.id(),
                                run.state().name(),
                                run.askedBy(),
                                run.room(),
                                node.name(),
                                clock.millis() + leaseMs,
                                run.startedAt())
                        .update()
                == 1;
    }

    /** The one that is open. */
    public Optional<SmokeRun> open() {
        return db.sql("select * from smoke_run where open = 1").query(this::row).optional();
    }

    /** By its id. */
    public Optional<SmokeRun> find(String id) {
        return db.sql("select * from smoke_run where id = ?")
                .param(id)
                .query(this::row)
                .optional();
    }

    /** The newest ones first. */
    public List<SmokeRun> newest(int limit) {
        return db.sql("select * from smoke_run order by started_at desc, id desc limit ?")
                .param(limit)
                .query(this::row)
                .list();
    }

    /** Writes what is found so far, and holds the run for so long again, ms; false when it is not ours any more. */
    public boolean found(SmokeRun run, long leaseMs) {
        return db.sql("update smoke_run set findings = ?, client = ?, lease_until = ?"
                                + " where id = ? and open = 1 and node = ?")
                        .params(text(run.findings()), run.client(), clock.millis() + leaseMs, run.id(), node.name())
                        .update()
                == 1;
    }

    /** Closes it; false when it is over already, or another node's by now. */
    public boolean close(SmokeRun run) {
        return db.sql("update smoke_run set open = 0, state = ?, findings = ?, finished_at = ?"
                                + " where id = ? and open = 1 and node = ?")
                        .params(run.state().name(), text(run.findings()), clock.millis(), run.id(), node.name())
                        .update()
                == 1;
    }

    /** Takes over, for so long, what nobody has written to in time: its node was killed. */
    public List<SmokeRun> takeAbandoned(long leaseMs) {
        var now = clock.millis();
        return db.sql("update smoke_run set node = ?, lease_until = ? where open = 1 and lease_until < ? returning *")
                .params(node.name(), now + leaseMs, now)
                .query(this::row)
                .list();
    }

    /** This node has only just started: what one of its name was at is nobody's now. */
    public void release() {
        db.sql("update smoke_run set lease_until = 0 where open = 1 and node = ?")
                .param(node.name())
                .update();
    }

    private SmokeRun row(ResultSet row, int number) throws SQLException {
        return new SmokeRun(
                row.getString("id"),
                RunState.valueOf(row.getString("state")),
                row.getString("asked_by"),
                row.getString("room"),
                row.getString("client"),
                findings(row.getString("findings")),
                row.getLong("started_at"));
    }

    private List<Finding> findings(String text) {
        try {
            return json.readValue(text, FINDINGS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the lines of a smoke check cannot be read", e);
        }
    }

    private String text(List<Finding> findings) {
        try {
            return json.writeValueAsString(findings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a finding is made of plain values", e);
        }
    }
}
