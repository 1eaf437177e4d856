package dev.understudy.rotation;

import dev.understudy.common.Node;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rotations that need a person: what a person may do to them. Of several callers at once one gets it. */
@Repository
class StuckRotations {
    private static final String STUCK = " where id = ? and open = 0 and state = 'NEEDS_PERSON'";
    private final JdbcClient db;
    private final Node node;
    private final Clock clock;

    StuckRotations(JdbcClient db, Node node, Clock clock) {
        this.db = db;
        this.node = node;
        this.clock = clock;
    }

    /** Whether a later one has done something: then its hosts are not as this one left them. */
    boolean isFollowed(Rotation rotation) {
        return db.sql("select count(*) from rotation where id <> ? and created_at >= ? and state <> 'REFUSED'"
                                + " and state <> 'ABANDONED'")
                        .params(rotation.id(), rotation.createdAt())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Opens it again: ours, due, and free for whoever takes it up; false when another one is open, or somebody ends it. */
    boolean reopen(String id) {
        var now = clock.millis();
        return db.sql("update rotation set open = 1, state = 'RUNNING', problem = null, finished_at = null,"
                                + " trouble_since = null, owner = ?, due_at = ?, lease_until = 0" + STUCK
                                + " and lease_until <= ? and not exists (select 1 from rotation where open = 1)")
                        .params(node.name(), now, id, now)
                        .update()
                == 1;
    }

    /** Keeps others from it for so long, ms; false when somebody is at it. */
    boolean take(String id, long forMs) {
        var now = clock.millis();
        return db.sql("update rotation set owner = ?, lease_until = ?" + STUCK + " and lease_until <= ?")
                        .params(node.name(), now + forMs, id, now)
                        .update()
                == 1;
    }

    /** Others may have it. */
    void leave(String id) {
        db.sql("update rotation set lease_until = 0" + STUCK + " and owner = ?")
                .params(id, node.name())
                .update();
    }

    /** Nothing more is to be done about it; false when it is not ours to end any more. */
    boolean abandon(String id) {
        return db.sql("update rotation set state = 'ABANDONED', lease_until = 0" + STUCK + " and owner = ?")
                        .params(id, node.name())
                        .update()
                == 1;
    }
}
