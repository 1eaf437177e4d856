package dev.understudy.credential;

import dev.understudy.common.Secret;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.store.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The keys over an outside that a test brings along. */
public final class CredentialParts {
    private CredentialParts() {}

    /** One Tavus key that never changes, and nothing to keep another one in. */
    @SuppressWarnings("NullAway") // nothing of it is asked
    public static Keys fixed(Secret key) {
        return new Keys(null, null, null) {
            @Override
            public Secret current(Provider provider) {
                return key;
            }
        };
    }

    /** This key staged, or nothing; the current one is always another. */
    @SuppressWarnings("NullAway") // nothing else of it is asked
    public static Keys staged(Optional<Secret> key) {
        return new Keys(null, null, null) {
            @Override
            public Secret current(Provider provider) {
                return Secret.of("sandbox-current");
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
     */
    record Node(Keys keys, KeyRecords records, ManualClock clock) {}

    /** A node over that file and the emptied database, configured with that Tavus key. */
    static Node node(Path file, String configured, Dialect dialect) {
        return another(file, configured, BothDatabases.Shared.empty(dialect));
    }

    /** One more node over the same file and database. */
    static Node another(Path file, String configured, Database database) {
        var clock = new ManualClock(1_000_000);
        var records = records(database, clock);
        return new Node(keys(file, configured, records, clock), records, clock);
    }

    static Keys keys(Path file, String configured, KeyRecords records, Clock clock) {
        var settings = new CredentialSettings(file);
        var key = new ConfiguredKey(Provider.TAVUS, Secret.of(configured));
        return new Keys(new SecretsFile(settings, clock), new ConfiguredKeys(List.of(key), records, clock), records);
    }

    static KeyRecords records(Database database, Clock clock) {
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
        return new KeyRecords(database.jdbc(), transaction, clock);
    }
}
