package dev.understudy.session;

import dev.understudy.common.Node;
import dev.understudy.store.Dialect;
import java.sql.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The store of sessions: finding them and claiming them. Changes are written by {@link SessionWrites}. */
@Repository
public class Sessions {
    private final JdbcClient db;
    private final SessionRows rows;
    private final Dialect dialect;
    private final Node node;
    private final Clock clock;

    /** Works over the one database, in the name of one node. */
    public Sessions(JdbcClient db, SessionRows rows, Dialect dialect, Node node, Clock clock) {
        this.db = db;
        this.rows = rows;
        this.dialect = dialect;
        this.node = node;
        this.clock = clock;
    }

    /** The open session of a room. */
    public Optional<Session> openIn(String room) {
        return db.sql("select * from session where room = ? and open = 1")
                .param(room)
                .query(rows)
                .optional();
    }

    /** The newest session of a room, open or not. */
    public Optional<Session> latestIn(String room) {
        return db.sql("select * from session where room = ? order by created_at desc, id desc limit 1")
                .param(room)
                .query(rows)
                .optional();
    }

    /** The session of that id. */
    public Optional<Session> find(String id) {
        return db.sql("select * from session where id = ?")
                .param(id)
                .query(rows)
                .optional();
    }

    /** The session that a conversation at Tavus belongs to. */
    public Optional<Session> ofConversation(String conversation) {
        return db.sql("select * from session where conversation = ?")
                .param(conversation)
                .query(rows)
                .optional();
    }

    /** All agents that are in a room now, as far as we know. */
    public List<Watched> watched() {
        return db.sql("select room, agent_name, agent, agent_at, answers, awaits from session where open = 1"
                        + " and state in ('AUDIO', 'VIDEO_STARTING', 'VIDEO') and agent is not null")
                .query(Watched.class)
                .list();
    }

    /** The rooms of all open sessions that LiveKit was asked for. */
    public List<String> openRooms() {
        return db.sql("select room from session where open = 1 and state <> 'REQUESTED'")
                .query(String.class)
                .list();
    }

    /** How many open sessions there are, by state. */
    public Map<String, Long> countByState() {
        var counts = new TreeMap<String, Long>();
        db.sql("select state, count(*) as n from session where open = 1 group by state")
                .query(row -> {
                    counts.put(row.getString("state"), row.getLong("n"));
                });
        return counts;
    }

    /** Whether some session would have a face if Tavus were good. */
    public boolean anyWantsFace() {
        return db.sql("select count(*) from (select 1 from session where open = 1 and state = 'AUDIO'"
                                + " and reason like 'tavus_%' limit 1) as waiting")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * What a list is asked for; null stands for any.
     *
     * @param room the room's name
     * @param state a state
     * @param mode {@code audio} or {@code video}
     * @param before the id of a session: only older ones
     * @param limit how many at most
     */
    public record Query(
            @Nullable String room,
            @Nullable String state,
            @Nullable String mode,
            @Nullable String before,
            int limit) {}

    /** Sessions, newest first. */
    public List<Session> list(Query query) {
        return db.sql("select * from session where (:room is null or room = :room)"
                        + " and (:state is null or state = :state) and (:mode is null or mode = :mode)"
                        + " and (:before is null or (created_at, id) < (select created_at, id from session where id = :before))"
                        + " order by created_at desc, id desc limit :limit")
                .param("room", query.room(), Types.VARCHAR)
                .param("state", query.state(), Types.VARCHAR)
                .param("mode", query.mode(), Types.VARCHAR)
                .param("before", query.before(), Types.VARCHAR)
                .param("limit", query.limit())
                .query(rows)
                .list();
    }

    /** Forgets sessions that have been over since before that time, with their stories; UTC ms. */
    public int forget(long before) {
        db.sql(
                        "delete from session_event where session_id in (select id from session where open = 0 and updated_at < ?)")
                .param(before)
                .update();
        db.sql("delete from idempotency where at < ?").param(before).update();
        return db.sql("delete from session where open = 0 and updated_at < ?")
                .param(before)
                .update();
    }

    /** Claims sessions that are due for this node, and gives their rooms. */
    public List<String> claimDue(int limit, long leaseMs) {
        var now = clock.millis();
        return db.sql("update session set lease_owner = ?, lease_until = ? where id in (select id from session"
                        + " where due_at <= ? and (lease_until < ? or lease_owner = ?) order by due_at limit ?"
                        + dialect.skipLocked() + ") returning room")
                .params(node.name(), now + leaseMs, now, now, node.name(), limit)
                .query(String.class)
                .list();
    }

    /** A failed session has had its successor, or needs none: it is not due any more. */
    public void settle(Session session) {
        db.sql("update session set due_at = null where id = ? and version = ?")
                .params(session.id(), session.stamps().version())
                .update();
    }

    /** Puts a session off until then, whatever it was due for, unless another node is at it. */
    public void postpone(Session session, long until) {
        db.sql("update session set due_at = ?, lease_until = 0 where id = ? and version = ?"
                        + " and (lease_until < ? or lease_owner = ?)")
                .params(until, session.id(), session.stamps().version(), clock.millis(), node.name())
                .update();
    }

    /** Nobody is at any session: called when the only node starts, whose predecessor may have had another name. */
    public void release() {
        db.sql("update session set lease_until = 0 where lease_until > 0").update();
    }

    /** Makes a session due now: the node that is at it will look once more, or whoever comes when its lease is over. */
    public void hasten(Session session) {
        db.sql("update session set due_at = ? where id = ? and version = ?")
                .params(clock.millis(), session.id(), session.stamps().version())
                .update();
    }

    /** Makes sessions in these states due now, and gives their rooms: the switch was moved, or Tavus is good again. */
    public List<String> wake(Collection<SessionState> states) {
        return db.sql("update session set due_at = :now where open = 1 and state in (:states) returning room")
                .param("now", clock.millis())
                .param("states", states.stream().map(Enum::name).toList())
                .query(String.class)
                .list();
    }

    /** How many dispatches younger than that are still without their agent. */
    public int dispatchesSince(long then) {
        return db.sql("select count(*) from session where open = 1 and state = 'DISPATCHED' and dispatched_at > ?")
                .param(then)
                .query(Integer.class)
                .single();
    }
}
