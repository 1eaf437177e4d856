package dev.understudy.history;

import dev.understudy.common.Node;
import dev.understudy.session.Session;
import dev.understudy.session.SessionState;
import dev.understudy.session.Sessions;
import dev.understudy.session.Watched;
import dev.understudy.store.Dialect;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The store of sessions over {@link Memory}, for one node. */
@SuppressWarnings("NullAway") // the database is what this has none of
final class MemorySessions extends Sessions {
    private final Memory memory;
    private final Node node;
    private final Clock clock;

    MemorySessions(Memory memory, Node node, Clock clock) {
        super(null, null, Dialect.SQLITE, node, clock);
        this.memory = memory;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public Optional<Session> openIn(String room) {
        return memory.openIn(room);
    }

    @Override
    public Optional<Session> latestIn(String room) {
        return all().filter(s -> s.room().equals(room)).reduce((a, b) -> b);
    }

    @Override
    public Optional<Session> find(String id) {
        return Optional.ofNullable(memory.sessions.get(id)).map(row -> row.session);
    }

    @Override
    public List<Watched> watched() {
        return all().filter(s -> s.state().hasAgent() && s.casting().identity() != null)
                .map(s -> new Watched(
                        s.room(),
                        s.plan().agentName(),
                        s.casting().identity(),
                        s.casting().joinedAt(),
                        s.casting().conduct().answers(),
                        s.state() == SessionState.VIDEO && !s.command().acknowledged()
                                ? s.command().epoch()
                                : null))
                .toList();
    }

    @Override
    public List<String> openRooms() {
        return all().filter(s -> s.state().isOpen() && s.state() != SessionState.REQUESTED)
                .map(Session::room)
                .toList();
    }

    @Override
    public boolean anyWantsFace() {
        return all().anyMatch(s -> s.state() == SessionState.AUDIO
                && s.reason() != null
                && s.reason().code().startsWith("tavus_"));
    }

    @Override
    public List<String> claimDue(int limit, long leaseMs) {
        var now = clock.millis();
        var rooms = new ArrayList<String>();
        memory.sessions.values().stream()
                .filter(row -> row.session.stamps().dueAt() != null)
                .filter(row -> row.session.stamps().dueAt() <= now && row.isFreeFor(node.name(), now))
                .sorted(Comparator.comparing(row -> row.session.stamps().dueAt()))
                .limit(limit)
                .forEach(row -> {
                    row.owner = node.name();
                    row.leaseUntil = now + leaseMs;
                    rooms.add(row.session.room());
                });
        return rooms;
    }

    @Override
    public void settle(Session session) {
        change(session, row -> row.session = Memory.withStamps(row.session, null, version(row)));
    }

    @Override
    public void postpone(Session session, long until) {
        change(session, row -> {
            if (!row.isFreeFor(node.name(), clock.millis())) return;
            row.session = Memory.withStamps(row.session, until, version(row));
            row.leaseUntil = 0;
        });
    }

    @Override
    public void hasten(Session session) {
        change(session, row -> row.session = Memory.withStamps(row.session, clock.millis(), version(row)));
    }

    @Override
    public List<String> wake(Collection<SessionState> states) {
        var rooms = new ArrayList<String>();
        for (var row : memory.sessions.values())
            if (states.contains(row.session.state())) {
                row.session = Memory.withStamps(row.session, clock.millis(), version(row));
                rooms.add(row.session.room());
            }
        return rooms;
    }

    @Override
    public int dispatchesSince(long then) {
        return (int) all().filter(
                        s -> s.state() == SessionState.DISPATCHED && s.casting().dispatchedAt() > then)
                .count();
    }

    private void change(Session session, java.util.function.Consumer<Memory.Row> how) {
        var row = memory.sessions.get(session.id());
        if (row != null && version(row) == session.stamps().version()) how.accept(row);
    }

    private static long version(Memory.Row row) {
        return row.session.stamps().version();
    }

    private Stream<Session> all() {
        return memory.sessions.values().stream().map(row -> row.session);
    }
}
