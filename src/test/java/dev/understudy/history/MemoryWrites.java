package dev.understudy.history;

import dev.understudy.common.Node;
import dev.understudy.session.Change;
import dev.understudy.session.Session;
import dev.understudy.session.SessionWrites;
import dev.understudy.session.TimelineEntry;
import java.util.Collection;

/** Writes to {@link Memory} what the real one writes in a transaction. */
@SuppressWarnings("NullAway") // the database is what this has none of
final class MemoryWrites extends SessionWrites {
    private static final long CHORE_LEASE_MS = 15_000;
    private final Memory memory;
    private final Node node;
    private final Agenda agenda;

    MemoryWrites(Memory memory, Node node, Agenda agenda) {
        super(null, null, null, null, node, agenda);
        this.memory = memory;
        this.node = node;
        this.agenda = agenda;
    }

    @Override
    public boolean open(Session session, TimelineEntry first) {
        var opened = memory.open(session);
        if (opened) agenda.tell(node.name() + " opens " + session.id() + " in " + session.room());
        return opened;
    }

    @Override
    public boolean write(Change change, long leaseUntil, Collection<String> worked) {
        if (!memory.update(change.after(), node.name(), agenda.millis(), leaseUntil)) {
            agenda.tell(node.name() + " writes too late");
            return false;
        }
        for (var entry : change.entries())
            agenda.tell(node.name() + " " + change.after().id() + " " + entry.state() + ": " + entry.event());
        for (var chore : change.chores()) {
            agenda.tell("    chore " + chore.kind() + " " + chore.target());
            memory.chores.put(chore.id(), new Memory.Errand(chore, chore.since(), chore.since() + CHORE_LEASE_MS));
        }
        for (var id : worked) memory.letters.get(id).worked = true;
        return true;
    }
}
