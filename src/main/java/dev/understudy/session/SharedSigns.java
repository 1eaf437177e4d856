package dev.understudy.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.session.SignsOfLife.Seat;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Workers' newest reports, for nodes that did not get them. */
@Repository
public class SharedSigns {
    private static final TypeReference<Set<Seat>> SEATS = new TypeReference<>() {};
    private final JdbcClient db;
    private final ObjectMapper json;

    /** Works over the one database. */
    public SharedSigns(JdbcClient db, ObjectMapper json) {
        this.db = db;
        this.json = json;
    }

    /**
     * A report.
     *
     * @param worker whose
     * @param at when it came, by the clock of the node that got it, UTC ms
     * @param agents whom it lists
     */
    public record Shared(String worker, long at, Set<Seat> agents) {}

    /** The newest one of a worker. */
    public Optional<Shared> of(String worker) {
        return db.sql("select worker, at, agents from alive_report where worker = ?")
                .param(worker)
                .query(this::read)
                .optional();
    }

    /** Those that came since then. */
    public List<Shared> since(long at) {
        return db.sql("select worker, at, agents from alive_report where at >= ?")
                .param(at)
                .query(this::read)
                .list();
    }

    /** Keeps one, unless there is a newer one of the same worker. */
    public void keep(Shared report) {
        db.sql("insert into alive_report (worker, at, agents) values (?, ?, ?) on conflict (worker) do update"
                        + " set at = excluded.at, agents = excluded.agents where alive_report.at < excluded.at")
                .params(report.worker(), report.at(), write(report.agents()))
                .update();
    }

    /** Forgets those that came before then. */
    public void forget(long before) {
        db.sql("delete from alive_report where at < ?").param(before).update();
    }

    private Shared read(ResultSet row, int number) throws SQLException {
        try {
            return new Shared(
                    row.getString("worker"), row.getLong("at"), json.readValue(row.getString("agents"), SEATS));
        } catch (JsonProcessingException e) {
            throw new SQLException("a report of agents that live cannot be read", e);
        }
    }

    private String write(Set<Seat> agents) {
        try {
            return json.writeValueAsString(agents);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
