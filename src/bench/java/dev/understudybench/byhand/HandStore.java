package dev.understudybench.byhand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.webhook.WebhookEvent;
import dev.understudybench.byhand.HandSession.Chore;
import dev.understudybench.byhand.HandSession.Data;
import dev.understudybench.byhand.HandSession.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The same tables, the same guarantees: webhooks once, one open session a room, versions and leases, chores. */
@Repository
class HandStore {
    private static final String ME = "hand";
    private final JdbcClient db;
    private final JdbcTemplate batch;
    private final TransactionTemplate transaction;
    private final ObjectMapper json;

    HandStore(JdbcClient db, JdbcTemplate batch, TransactionTemplate transaction, ObjectMapper json) {
        this.db = db;
        this.batch = batch;
        this.transaction = transaction;
        this.json = json;
    }

    boolean keep(WebhookEvent event) {
        return db.sql(
                                "insert into webhook_event (id, event, room, room_sid, participant, participant_sid, received_at,"
                                        + " worked_at) values (?, ?, ?, ?, ?, ?, (select max(coalesce(max(received_at), 0) + 1, ?)"
                                        + " from webhook_event where room = ? and worked_at is null), ?) on conflict (id) do nothing")
                        .params(
                                event.id(),
                                event.event(),
                                event.room(),
                                event.roomSid(),
                                event.participant(),
                                event.participantSid(),
                                event.receivedAt(),
                                event.room(),
                                event.concernsSession() ? null : event.receivedAt())
                        .update()
                == 1;
    }

    List<WebhookEvent> waiting(String room) {
        return db.sql("select id, event, room, room_sid, participant, participant_sid, received_at from webhook_event"
                        + " where room = ? and worked_at is null order by received_at limit 200")
                .param(room)
                .query((row, number) -> new WebhookEvent(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7)))
                .list();
    }

    List<String> roomsWaiting(long before) {
        return db.sql("select distinct room from webhook_event where worked_at is null and received_at < ? limit 500")
                .param(before)
                .query(String.class)
                .list();
    }

    void worked(Collection<String> ids, long now) {
        if (ids.isEmpty()) return;
        db.sql("update webhook_event set worked_at = :now where id in (:ids)")
                .param("now", now)
                .param("ids", ids)
                .update();
    }

    Optional<HandSession> openIn(String room) {
        return db.sql("select * from session where room = ? and open = 1")
                .param(room)
                .query(this::session)
                .optional();
    }

    Optional<HandSession> latestIn(String room) {
        return db.sql("select * from session where room = ? order by created_at desc, id desc limit 1")
                .param(room)
                .query(this::session)
                .optional();
    }

    Optional<HandSession> find(String id) {
        return db.sql("select * from session where id = ?")
                .param(id)
                .query(this::session)
                .optional();
    }

    boolean open(HandSession session, Line first, long now) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var written = db.sql(
                            "insert into session (id, room, open, state, agent_name, agent_at, data, dispatched_at,"
                                    + " due_at, lease_until, version, created_at, updated_at)"
                                    + " values (?, ?, 1, ?, 'avatar-agent', 0, ?, 0, ?, 0, 1, ?, ?) on conflict do nothing")
                    .params(session.id, session.room, session.state, write(session.data), now, now, now)
                    .update();
            if (written == 1) story(session, List.of(first), now);
            return written == 1;
        }));
    }

    /** All or nothing; false when somebody else wrote in between. */
    boolean write(HandSession session, HandTurn turn) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (update(session, turn.leaseUntil(), turn.now) == 0) return false;
            story(session, turn.lines, turn.now);
            chores(turn.chores, turn.now);
            worked(turn.heard, turn.now);
            return true;
        }));
    }

    private int update(HandSession session, long leaseUntil, long now) {
        var data = session.data;
        return db.sql(
                        "update session set open = ?, state = ?, reason = ?, end_reason = ?, mode = ?, agent = ?, agent_at = ?,"
                                + " awaits = ?, conversation = ?, data = ?, dispatched_at = ?, due_at = ?, lease_owner = ?,"
                                + " lease_until = ?, version = version + 1, updated_at = ?"
                                + " where id = ? and version = ? and (lease_until < ? or lease_owner = ?)")
                .params(
                        session.isOpen() ? 1 : 0,
                        session.state,
                        session.reason,
                        session.endReason,
                        session.mode(),
                        data.agent,
                        data.agentAt,
                        session.state.equals("VIDEO") && !data.acknowledged ? data.epoch : null,
                        data.conversation,
                        write(data),
                        data.dispatchedAt,
                        session.dueAt,
                        ME,
                        leaseUntil,
                        now,
                        session.id,
                        session.version,
                        now,
                        ME)
                .update();
    }

    private void story(HandSession session, List<Line> lines, long now) {
        var seq = new int[1];
        for (var line : lines)
            db.sql(
                            "insert into session_event (session_id, seq, at, event, state, reason, attempt) values (?,?,?,?,?,?,?)")
                    .params(
                            session.id,
                            (session.version + 1) * 100 + seq[0]++,
                            now,
                            line.event(),
                            line.state(),
                            line.reason(),
                            session.data.attempt)
                    .update();
    }

    private void chores(List<Chore> chores, long now) {
        if (chores.isEmpty()) return;
        batch.batchUpdate(
                "insert into chore (id, session_id, room, kind, target, tries, since, due_at, lease_until)"
                        + " values (?, ?, ?, ?, ?, 0, ?, ?, ?)",
                chores.stream()
                        .map(chore -> new Object[] {
                            chore.id(),
                            chore.session(),
                            chore.room(),
                            chore.kind(),
                            chore.target(),
                            now,
                            now,
                            now + 15_000
                        })
                        .toList());
    }

    List<String> claimDue(long now) {
        return db.sql("update session set lease_owner = ?, lease_until = ? where id in (select id from session"
                        + " where due_at <= ? and (lease_until < ? or lease_owner = ?) order by due_at limit 200)"
                        + " returning room")
                .params(ME, now + 30_000, now, now, ME)
                .query(String.class)
                .list();
    }

    void postpone(HandSession session, long until) {
        db.sql("update session set due_at = ?, lease_until = 0 where id = ? and version = ?")
                .params(until, session.id, session.version)
                .update();
    }

    List<Chore> claimChores(long now) {
        return db.sql("update chore set lease_until = ? where id in (select id from chore where due_at <= ?"
                        + " and lease_until < ? order by due_at limit 100) returning *")
                .params(now + 15_000, now, now)
                .query((row, number) -> new Chore(
                        row.getString("id"),
                        row.getString("session_id"),
                        row.getString("room"),
                        row.getString("kind"),
                        row.getString("target"),
                        row.getInt("tries")))
                .list();
    }

    void choreDone(Chore chore) {
        db.sql("delete from chore where id = ?").param(chore.id()).update();
    }

    void choreAgain(Chore chore, long at) {
        db.sql("update chore set tries = tries + 1, due_at = ?, lease_until = 0 where id = ?")
                .params(at, chore.id())
                .update();
    }

    int dispatchesSince(long then) {
        return db.sql("select count(*) from session where open = 1 and state = 'DISPATCHED' and dispatched_at > ?")
                .param(then)
                .query(Integer.class)
                .single();
    }

    /** Agents in rooms, for the heartbeat. */
    List<HandSession> watched() {
        return db.sql("select * from session where open = 1 and state in ('AUDIO', 'VIDEO_STARTING', 'VIDEO')")
                .query(this::session)
                .list();
    }

    List<String> openRooms() {
        return db.sql("select room from session where open = 1 and state <> 'REQUESTED'")
                .query(String.class)
                .list();
    }

    private HandSession session(ResultSet row, int number) throws SQLException {
        var session = new HandSession(
                row.getString("id"),
                row.getString("room"),
                row.getLong("version"),
                read(row.getString("data")),
                row.getString("state"));
        session.reason = row.getString("reason");
        session.endReason = row.getString("end_reason");
        var due = row.getLong("due_at");
        session.dueAt = row.wasNull() ? null : due;
        return session;
    }

    private Data read(@Nullable String text) {
        try {
            return json.readValue(text, Data.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String write(Data data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
