package dev.understudy.session;

import dev.understudy.common.Node;
import dev.understudy.webhook.Webhooks;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes sessions. Every write says which version it changes, and changes nothing when that is not the newest. */
@Repository
public class SessionWrites {
    private static final String UPDATE =
            "update session set open = ?, state = ?, reason = ?, end_reason = ?, mode = ?, agent = ?, agent_at = ?,"
                    + " answers = ?, awaits = ?, conversation = ?,"
                    + " data = ?, dispatched_at = ?, due_at = ?, lease_owner = ?, lease_until = ?,"
                    + " version = version + 1, updated_at = ?"
                    + " where id = ? and version = ? and (lease_until < ? or lease_owner = ?)";
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final SessionRows rows;
    private final Aftermath aftermath;
    private final Node node;
    private final Clock clock;

    /** Works over the one database, in the name of one node. */
    public SessionWrites(
            JdbcClient db,
            TransactionTemplate transaction,
            SessionRows rows,
            Aftermath aftermath,
            Node node,
            Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.rows = rows;
        this.aftermath = aftermath;
        this.node = node;
        this.clock = clock;
    }

    /** What is written with every change: its story, its chores, the webhooks that led to it. */
    @Component
    record Aftermath(SessionEvents events, Chores chores, Webhooks webhooks, ConversationLedger conversations) {}

    /** Writes a new session, for which older ones of the room wait no longer; false when the room has an open one already. */
    public boolean open(Session session, TimelineEntry first) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var written = insert(session) == 1;
            if (written) settleOlder(session.room());
            if (written) aftermath.events().add(session.id(), session.stamps().version(), List.of(first));
            return written;
        }));
    }

    /**
     * Writes a change with its timeline and its chores, and marks the webhooks that led to it as worked on: all or nothing.
     *
     * @param leaseUntil until when this node alone works on the session, UTC ms; 0 for no longer
     * @return false when somebody else wrote in between, or holds the session: nothing is written then
     */
    public boolean write(Change change, long leaseUntil, Collection<String> workedWebhooks) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (update(change.after(), leaseUntil) == 0) return false;
            aftermath.events().add(change.after().id(), change.after().stamps().version() + 1, change.entries());
            aftermath.chores().add(change.chores());
            aftermath.conversations().follow(change);
            if (!workedWebhooks.isEmpty()) aftermath.webhooks().worked(workedWebhooks, clock.millis());
            return true;
        }));
    }

    private void settleOlder(String room) {
        db.sql("update session set due_at = null where room = ? and open = 0 and due_at is not null")
                .param(room)
                .update();
    }

    private int insert(Session session) {
        return db.sql(
                        "insert into session (id, room, open, state, reason, end_reason, agent_name, agent, agent_at, conversation,"
                                + " data, dispatched_at, due_at, lease_owner, lease_until, version, created_at, updated_at)"
                                + " values (?, ?, 1, ?, null, null, ?, null, 0, null, ?, 0, ?, null, 0, ?, ?, ?)"
                                + " on conflict do nothing")
                .params(
                        session.id(),
                        session.room(),
                        session.state().name(),
                        session.plan().agentName(),
                        rows.data(session),
                        session.stamps().dueAt(),
                        session.stamps().version(),
                        session.stamps().createdAt(),
                        session.stamps().updatedAt())
                .update();
    }

    private int update(Session session, long leaseUntil) {
        return db.sql(UPDATE)
                .params(
                        session.state().isOpen() ? 1 : 0,
                        session.state().name(),
                        code(session.reason()),
                        code(session.endReason()),
                        session.mode(),
                        session.casting().identity(),
                        session.casting().joinedAt(),
                        session.casting().conduct().answers() ? 1 : 0,
                        awaits(session),
                        session.face().conversationId(),
                        rows.data(session),
                        session.casting().dispatchedAt(),
                        session.stamps().dueAt(),
                        node.name(),
                        leaseUntil,
                        session.stamps().updatedAt(),
                        session.id(),
                        session.stamps().version(),
                        clock.millis(),
                        node.name())
                .update();
    }

    private static @Nullable String code(@Nullable Reason reason) {
        return reason == null ? null : reason.code();
    }

    private static @Nullable String code(@Nullable EndReason reason) {
        return reason == null ? null : reason.code();
    }

    /** The epoch whose acknowledgement is waited for; only in VIDEO does it matter. */
    private static @Nullable Long awaits(Session session) {
        var command = session.command();
        return session.state() == SessionState.VIDEO && !command.acknowledged() ? command.epoch() : null;
    }
}
