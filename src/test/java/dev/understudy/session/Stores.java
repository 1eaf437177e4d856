package dev.understudy.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Node;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.store.Dialect;
import dev.understudy.token.TokenSettings;
import dev.understudy.webhook.Webhooks;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The stores of one node over a real database. */
public record Stores(
        Sessions sessions,
        SessionWrites writes,
        SessionEvents events,
        Chores chores,
        Webhooks webhooks,
        Settings settings,
        TaskLeases leases,
        ConversationLedger conversations,
        JdbcClient db,
        ManualClock clock) {

    /** Those of the first node, the database emptied. */
    public static Stores empty(Dialect dialect) {
        return of("node1", BothDatabases.Shared.empty(dialect), dialect, new ManualClock(Times.NOW));
    }

    /** Those of another node over the same database, by the same clock. */
    static Stores of(String node, Database database, Dialect dialect, ManualClock clock) {
        var db = database.jdbc();
        var jdbc = new JdbcTemplate(database.dataSource());
        var rows = new SessionRows(new ObjectMapper());
        var events = new SessionEvents(jdbc);
        var chores = new Chores(jdbc, dialect, clock);
        var webhooks = new Webhooks(db);
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
        var me = new Node(node);
        var conversations = new ConversationLedger(db, transaction, dialect, clock);
        var aftermath = new SessionWrites.Aftermath(events, chores, webhooks, conversations);
        return new Stores(
                new Sessions(db, rows, dialect, me, clock),
                new SessionWrites(db, transaction, rows, aftermath, me, clock),
                events,
                chores,
                webhooks,
                new Settings(db),
                new TaskLeases(db, me, clock),
                conversations,
                db,
                clock);
    }

    /** What tokens promised, for as long as LiveKit's own limits and a quarter of an hour. */
    public Promises promises() {
        var settings = new TokenSettings(
                Duration.ofMinutes(15),
                Duration.ofSeconds(10),
                TokenSettings.Naming.ASKED,
                TokenSettings.Naming.ASKED,
                Pattern.compile("(?s).+"),
                false,
                TokenSettings.Limits.LIVEKIT);
        return new Promises(db, settings, clock);
    }

    /** Opens a session of that id in that room, due now. */
    public Session open(String id, String room) {
        var now = clock.millis();
        var session = new Session(
                id,
                room,
                new Plan(Times.AGENT, Plan.AvatarBy.UNDERSTUDY, null, null),
                SessionState.REQUESTED,
                null,
                null,
                Casting.FIRST,
                Face.NONE,
                Command.NONE,
                Presence.unseen(0, 0),
                new Session.Stamps(now, now, now, 1));
        var opened = writes.open(session, new TimelineEntry(now, "opened", SessionState.REQUESTED, null, 1));
        if (!opened) throw new IllegalStateException(room + " has an open session");
        return sessions.find(id).orElseThrow();
    }

    /** Its conversation is ended at Tavus. */
    public void end(String session) {
        conversations.ended(new Chore("k", session, "room", Chore.Kind.END_CONVERSATION, "0 c1", 0, 0), "c1");
    }

    /** Writes it as it is given, on top of what is there; gives it as it is then. */
    Session put(Session after) {
        if (!writes.write(change(after), 0, List.of())) throw new IllegalStateException("not written");
        return sessions.find(after.id()).orElseThrow();
    }

    boolean write(Session after, long lease, Collection<String> worked) {
        return writes.write(change(after), lease, worked);
    }

    /** A change with one line of story and one chore. */
    static Change change(Session after, String... chores) {
        var at = after.stamps().updatedAt();
        var entry = new TimelineEntry(at, "changed", after.state(), after.reason(), 1);
        var list = List.of(chores).stream()
                .map(id -> new Chore(id, after.id(), after.room(), Chore.Kind.REMOVE_PARTICIPANT, "x", 0, at))
                .toList();
        return new Change(after, after, List.of(entry), list, Change.Next.NONE);
    }

    /** The same session in another state. */
    static Session in(Session s, SessionState state) {
        return with(s, state, s.casting(), s.face());
    }

    static Session with(Session s, SessionState state, Casting casting, Face face) {
        return new Session(
                s.id(),
                s.room(),
                s.plan(),
                state,
                s.reason(),
                s.endReason(),
                casting,
                face,
                s.command(),
                s.presence(),
                s.stamps());
    }

    static Session because(Session s, Reason reason) {
        return new Session(
                s.id(),
                s.room(),
                s.plan(),
                s.state(),
                reason,
                s.endReason(),
                s.casting(),
                s.face(),
                s.command(),
                s.presence(),
                s.stamps());
    }
}
