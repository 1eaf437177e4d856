package dev.understudy.credential;

import dev.understudy.alert.Alerts;
import dev.understudy.audit.Audit;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.store.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The keys over an outside that a test brings along. */
public final class CredentialParts {
    private static final CheckSettings CHECK = new CheckSettings(
            Duration.ofSeconds(1), Duration.ofMinutes(10), 20, Duration.ofSeconds(30), Duration.ofHours(1));

    private CredentialParts() {}

    /** One Tavus key that never changes, and nothing to keep another one in. */
    @SuppressWarnings("NullAway") // nothing of it is asked
    public static Keys fixed(Secret key) {
        return new Keys(null, null, null, null) {
            @Override
            public Secret current(Provider provider) {
                return key;
            }

            @Override
            public Optional<Secret> standby(Provider provider) {
                return Optional.empty();
            }

            @Override
            public List<Secret> all(Provider provider) {
                return List.of(key);
            }
        };
    }

    /** Keys that a test moves, the current one first. */
    @SuppressWarnings("NullAway") // nothing else of it is asked
    public static Keys slots(List<Secret> slots) {
        return new Keys(null, null, null, null) {
            @Override
            public Secret current(Provider provider) {
                return slots.isEmpty() ? Secret.of("") : slots.get(0);
            }

            @Override
            public List<Secret> all(Provider provider) {
                return List.copyOf(slots);
            }
        };
    }

    /** No other key than the one there is, and none that is refused. */
    @SuppressWarnings("NullAway") // nothing of it is asked
    public static Failover none() {
        return new Failover(null, null, null, null) {
            @Override
            public Optional<Secret> refused(Provider provider, String fingerprint, String reason, Source source) {
                return Optional.empty();
            }

            @Override
            public Optional<Secret> standby(Provider provider) {
                return Optional.empty();
            }

            @Override
            public void limited(Provider provider, String fingerprint, String reason, Source source) {
                // nobody keeps account of it
            }

            @Override
            public void paid(Provider provider, String fingerprint, Source source) {
                // nobody keeps account of it
            }
        };
    }

    /** A store that knows of no refusal. */
    @SuppressWarnings("NullAway") // nothing of it is asked
    public static Refusals noRefusals() {
        return new Refusals(null) {
            @Override
            public boolean isRefused(Provider provider, String fingerprint) {
                return false;
            }

            @Override
            public boolean isBad(Provider provider, String fingerprint) {
                return false;
            }
        };
    }

    /** This key staged, or nothing; the current one is always another. */
    @SuppressWarnings("NullAway") // nothing else of it is asked
    public static Keys staged(Optional<Secret> key) {
        return new Keys(null, null, null, null) {
            @Override
            public Secret current(Provider provider) {
                return Secret.of("sandbox-current");
            }

            @Override
            public Secret currentNow(Provider provider) {
                return current(provider);
            }

            @Override
            public Optional<Secret> staged(Provider provider, String fingerprint) {
                return key.filter(found -> found.fingerprint().equals(fingerprint));
            }

            @Override
            public void unstage(Provider provider, String fingerprint) {}
        };
    }

    /**
     * A node with its file, by a clock that a test moves.
     *
     * @param keys what the others of it are for
     * @param records over the real database
     * @param clock the node's
     * @param database the same
     * @param events what was published
     */
    public record Node(Keys keys, KeyRecords records, ManualClock clock, Database database, List<Object> events) {
        /** Over its database. */
        public Moves moves() {
            return new Moves(database.jdbc());
        }

        /** Over its database. */
        public Alerts alerts() {
            return new Alerts(database.jdbc(), transaction(database), clock);
        }

        Refusals refusals() {
            return new Refusals(standings());
        }

        Failover failover() {
            return new Failover(keys, judgements(), refusals(), alerts());
        }

        SlotWatch watch() {
            return new SlotWatch(keys, moves(), refusals(), failover(), alerts(), events::add, clock);
        }

        /** Over its database. */
        public Judgements judgements() {
            var words = new KeyWords(database.jdbc(), clock);
            var told = new KeyAlerts(alerts(), new SlotKeys(keys, List.of()), standings(), CHECK, clock);
            return new Judgements(
                    records, words, new Refusals(standings()), new RecentWords(clock), told, schedule(), events::add);
        }

        CheckSchedule schedule() {
            return new CheckSchedule(database.jdbc(), CHECK, clock);
        }

        private KeyStandings standings() {
            return new KeyStandings(database.jdbc());
        }
    }

    /** A node over that file and the emptied database, configured with that Tavus key. */
    public static Node node(Path file, String configured, Dialect dialect) {
        return another(file, configured, BothDatabases.Shared.empty(dialect));
    }

    /** One more node over the same file and database. */
    static Node another(Path file, String configured, Database database) {
        var clock = new ManualClock(1_000_000);
        var records = records(database, clock);
        var events = Collections.synchronizedList(new ArrayList<>());
        var settings = new CredentialSettings(file);
        var key = new ConfiguredKey(Provider.TAVUS, Secret.of(configured));
        var audit = new Audit(database.jdbc(), clock);
        var journal = new SlotJournal(
                database.jdbc(), transaction(database), records, new Moves(database.jdbc()), audit, clock);
        var configuredKeys = new ConfiguredKeys(List.of(key), records, clock);
        var keys = new Keys(new SecretsFile(settings, clock), configuredKeys, journal, events::add);
        return new Node(keys, records, clock, database, events);
    }

    static KeyRecords records(Database database, Clock clock) {
        return new KeyRecords(database.jdbc(), transaction(database), clock);
    }

    /** Transactions of that database. */
    public static TransactionTemplate transaction(Database database) {
        return new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
    }
}
