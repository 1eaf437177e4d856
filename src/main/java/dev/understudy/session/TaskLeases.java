package dev.understudy.session;

import dev.understudy.common.Node;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Timers that shall run on one node only: whoever holds the row runs, and the next one takes over when it does not renew. */
@Repository
public class TaskLeases {
    private final JdbcClient db;
    private final Node node;
    private final Clock clock;

    /** Works over the one database, in the name of one node. */
    public TaskLeases(JdbcClient db, Node node, Clock clock) {
        this.db = db;
        this.node = node;
        this.clock = clock;
    }

    /** Takes or renews the lease of a task for that long, ms; false when another node has it. */
    public boolean take(String task, long forMs) {
        var now = clock.millis();
        return db.sql("insert into task_lease (name, owner, until) values (?, ?, ?) on conflict (name) do update"
                                + " set owner = excluded.owner, until = excluded.until"
                                + " where task_lease.owner = excluded.owner or task_lease.until < ?")
                        .params(task, node.name(), now + forMs, now)
                        .update()
                == 1;
    }

    /** How many leases are held now whose tasks begin so; those that ran out are forgotten. */
    public int held(String beginning) {
        var now = clock.millis();
        var those = beginning + "%";
        db.sql("delete from task_lease where name like ? and until < ?")
                .params(those, now)
                .update();
        return db.sql("select count(*) from task_lease where name like ?")
                .param(those)
                .query(Integer.class)
                .single();
    }
}
