package dev.understudy.history;

import dev.understudy.common.Node;
import dev.understudy.session.Chore;
import dev.understudy.session.Chores;
import dev.understudy.session.Settings;
import dev.understudy.session.TaskLeases;
import dev.understudy.store.Dialect;
import dev.understudy.webhook.WebhookEvent;
import dev.understudy.webhook.Webhooks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The smaller stores over {@link Memory}. */
@SuppressWarnings("NullAway") // the database is what these have none of
final class MemoryStores {
    private MemoryStores() {}

    /** Chores, claimed with a lease and forgotten when done. */
    static final class MemoryChores extends Chores {
        private static final long LEASE_MS = 15_000;
        private final Memory memory;
        private final Clock clock;

        MemoryChores(Memory memory, Clock clock) {
            super(null, Dialect.SQLITE, clock);
            this.memory = memory;
            this.clock = clock;
        }

        @Override
        public List<Chore> claimDue(int limit) {
            var now = clock.millis();
            var claimed = new ArrayList<Chore>();
            for (var errand : memory.chores.values())
                if (errand.dueAt <= now && errand.leaseUntil < now) {
                    errand.leaseUntil = now + LEASE_MS;
                    claimed.add(errand.chore);
                }
            return claimed;
        }

        @Override
        public void done(Chore chore) {
            memory.chores.remove(chore.id());
        }

        @Override
        public void again(Chore chore, long dueAt) {
            var errand = memory.chores.get(chore.id());
            if (errand == null) return;
            errand.chore = new Chore(
                    chore.id(),
                    chore.session(),
                    chore.room(),
                    chore.kind(),
                    chore.target(),
                    errand.chore.tries() + 1,
                    chore.since());
            errand.dueAt = dueAt;
            errand.leaseUntil = 0;
        }

        @Override
        public void release() {
            memory.chores.values().forEach(errand -> errand.leaseUntil = 0);
        }
    }

    /** Settings. */
    static final class MemorySettings extends Settings {
        private final Memory memory;

        MemorySettings(Memory memory) {
            super(null);
            this.memory = memory;
        }

        @Override
        public Optional<String> find(String name) {
            return Optional.ofNullable(memory.settings.get(name));
        }

        @Override
        public void put(String name, String value) {
            memory.settings.put(name, value);
        }

        @Override
        public String putIfAbsent(String name, String value) {
            memory.settings.putIfAbsent(name, value);
            return memory.settings.get(name);
        }
    }

    /** Timers that run on one node only. */
    static final class MemoryLeases extends TaskLeases {
        private final Memory memory;
        private final Node node;
        private final Clock clock;

        MemoryLeases(Memory memory, Node node, Clock clock) {
            super(null, node, clock);
            this.memory = memory;
            this.node = node;
            this.clock = clock;
        }

        @Override
        public boolean take(String task, long forMs) {
            var now = clock.millis();
            var there = memory.leases.get(task);
            if (there != null && !there.owner().equals(node.name()) && there.until() >= now) return false;
            memory.leases.put(task, new Memory.Lease(node.name(), now + forMs));
            return true;
        }
    }

    /** Webhooks. */
    static final class MemoryWebhooks extends Webhooks {
        private final Memory memory;

        MemoryWebhooks(Memory memory) {
            super(null);
            this.memory = memory;
        }

        @Override
        public List<WebhookEvent> waiting(String room) {
            return memory.waiting(room);
        }

        @Override
        public void worked(Collection<String> ids, long now) {
            for (var id : ids) memory.letters.get(id).worked = true;
        }
    }
}
