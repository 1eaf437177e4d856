package dev.understudy.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Node;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The hosts' parts of the rotations. */
@Repository
public class HostParts {
    private final JdbcClient db;
    private final ObjectMapper json;
    private final Node node;

    /** Works over the one database, in the name of one node. */
    public HostParts(JdbcClient db, ObjectMapper json, Node node) {
        this.db = db;
        this.json = json;
        this.node = node;
    }

    /** A rotation's, in order. */
    public List<HostPart> of(String rotation) {
        return db.sql("select * from rotation_host where rotation_id = ? order by position")
                .param(rotation)
                .query(this::row)
                .list();
    }

    /** Writes a new one. */
    public void add(HostPart part) {
        db.sql("insert into rotation_host (rotation_id, position, name, state, data) values (?, ?, ?, ?, ?)")
                .params(
                        part.rotation(),
                        part.position(),
                        part.name(),
                        part.state().name(),
                        text(part.facts()))
                .update();
    }

    /** Writes what has become of one; false when another node works on the rotation by now, or it is over. */
    public boolean change(HostPart part) {
        return db.sql("update rotation_host set state = ?, data = ? where rotation_id = ? and position = ? and exists"
                                + " (select 1 from rotation where id = ? and open = 1 and owner = ?)")
                        .params(
                                part.state().name(),
                                text(part.facts()),
                                part.rotation(),
                                part.position(),
                                part.rotation(),
                                node.name())
                        .update()
                == 1;
    }

    private HostPart row(ResultSet row, int number) throws SQLException {
        return new HostPart(
                row.getString("rotation_id"),
                row.getInt("position"),
                row.getString("name"),
                RotationState.valueOf(row.getString("state")),
                facts(row.getString("data")));
    }

    private HostFacts facts(String text) {
        try {
            return json.readValue(text, HostFacts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the facts of a host in the store cannot be read", e);
        }
    }

    private String text(HostFacts facts) {
        try {
            return json.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts are made of plain values", e);
        }
    }
}
