package dev.understudy.history;

import dev.understudy.session.Chore;
import dev.understudy.session.Presence;
import dev.understudy.session.Session;
import dev.understudy.webhook.WebhookEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What all nodes share and no crash loses: rows with the same rules as the SQL of the stores. */
final class Memory {
    final Map<String, Row> sessions = new LinkedHashMap<>();
    final Map<String, Errand> chores = new LinkedHashMap<>();
    final Map<String, String> settings = new TreeMap<>();
    final Map<String, Lease> leases = new TreeMap<>();
    final Map<String, Letter> letters = new LinkedHashMap<>();
    /** What must never happen, and did. */
    final List<String> violations = new ArrayList<>();

    /** A session with its lease. */
    static final class Row {
        Session session;

        @Nullable
        String owner;

        long leaseUntil;

        Row(Session session) {
            this.session = session;
        }

        boolean isFreeFor(String node, long now) {
            return leaseUntil < now || node.equals(owner);
        }
    }

    /** A chore with its times. */
    static final class Errand {
        Chore chore;
        long dueAt;
        long leaseUntil;

        Errand(Chore chore, long dueAt, long leaseUntil) {
            this.chore = chore;
            this.dueAt = dueAt;
            this.leaseUntil = leaseUntil;
        }
    }

    /** A task's lease. */
    record Lease(String owner, long until) {}

    /** A webhook, waiting or worked on. */
    static final class Letter {
        final WebhookEvent event;
        boolean worked;

        Letter(WebhookEvent event) {
            this.event = event;
        }
    }

    Optional<Session> openIn(String room) {
        return sessions.values().stream()
                .map(row -> row.session)
                .filter(s -> s.room().equals(room) && s.state().isOpen())
                .findFirst();
    }

    /** Insert … on conflict do nothing, under the unique index of open rooms. */
    boolean open(Session session) {
        if (openIn(session.room()).isPresent()) return false;
        for (var row : sessions.values())
            if (row.session.room().equals(session.room()))
                row.session = withStamps(row.session, null, row.session.stamps().version());
        sessions.put(session.id(), new Row(session));
        return true;
    }

    /** Update … where id = ? and version = ? and (lease_until < ? or lease_owner = ?). */
    boolean update(Session after, String node, long now, long leaseUntil) {
        var row = sessions.get(after.id());
        if (row == null || row.session.stamps().version() != after.stamps().version() || !row.isFreeFor(node, now))
            return false;
        if (!row.session.state().isOpen() && !isOfPeopleOnly(row.session, after))
            violations.add("a session that is over was written: " + after.id());
        row.session = withStamps(after, after.stamps().dueAt(), after.stamps().version() + 1);
        row.owner = node;
        row.leaseUntil = leaseUntil;
        return true;
    }

    /** Who was there at its end goes on being watched. */
    private static boolean isOfPeopleOnly(Session over, Session after) {
        return withPeople(over, after.presence()).equals(after);
    }

    private static Session withPeople(Session s, Presence people) {
        return new Session(
                s.id(),
                s.room(),
                s.plan(),
                s.state(),
                s.reason(),
                s.endReason(),
                s.casting(),
                s.face(),
                s.command(),
                people,
                s.stamps());
    }

    static Session withStamps(Session s, @Nullable Long dueAt, long version) {
        var stamps = new Session.Stamps(s.stamps().createdAt(), s.stamps().updatedAt(), dueAt, version);
        return new Session(
                s.id(),
                s.room(),
                s.plan(),
                s.state(),
                s.reason(),
                s.endReason(),
                s.casting(),
                s.face(),
                s.command(),
                s.presence(),
                stamps);
    }

    boolean keep(WebhookEvent event, long now) {
        var stored = new WebhookEvent(
                event.id(),
                event.event(),
                event.room(),
                event.roomSid(),
                event.participant(),
                event.participantSid(),
                now,
                event.detail());
        return letters.putIfAbsent(event.id(), new Letter(stored)) == null;
    }

    List<WebhookEvent> waiting(String room) {
        return letters.values().stream()
                .filter(letter -> !letter.worked && letter.event.room().equals(room))
                .map(letter -> letter.event)
                .toList();
    }

    Collection<String> roomsWaiting(long before) {
        var rooms = new TreeSet<String>();
        for (var letter : letters.values())
            if (!letter.worked && letter.event.receivedAt() < before) rooms.add(letter.event.room());
        return rooms;
    }
}
