package dev.understudy.credential;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.alert.Alert;
import dev.understudy.alert.Alerts;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.store.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** All that checks keys on a node, over the real database and a secrets file, by a clock that a test moves. */
final class CheckParts {
    static final CheckSettings SETTINGS = new CheckSettings(
            Duration.ofSeconds(5), Duration.ofMinutes(10), 20, Duration.ofSeconds(30), Duration.ofHours(1));
    final List<Object> events = new ArrayList<>();
    final ManualClock clock;
    final Keys keys;
    final Alerts alerts;
    final KeyStandings standings;
    final KeyWords words;
    final Moves moves;
    final CheckSchedule schedule;
    final SlotKeys slots;
    final Judgements judgements;
    private final Path file;

    private CheckParts(Path file, Database database, String configured) {
        this.file = file;
        var node = CredentialParts.another(file, configured, database);
        clock = node.clock();
        keys = node.keys();
        var db = database.jdbc();
        alerts =
                new Alerts(db, new TransactionTemplate(new DataSourceTransactionManager(database.dataSource())), clock);
        standings = new KeyStandings(db);
        words = new KeyWords(db, clock);
        moves = new Moves(db);
        schedule = new CheckSchedule(db, SETTINGS, clock);
        slots = new SlotKeys(keys, List.of(new ConfiguredKey(Provider.TAVUS, Secret.of(configured))));
        judgements = judgements(node.records());
    }

    /** A node over an emptied database, with that Tavus key configured. */
    static CheckParts of(Path folder, Dialect dialect, String configured) {
        return new CheckParts(folder.resolve("secrets.env"), BothDatabases.Shared.empty(dialect), configured);
    }

    /** One more node over the same. */
    static CheckParts another(Path folder, Dialect dialect, String configured) {
        return new CheckParts(folder.resolve("secrets.env"), BothDatabases.Shared.open(dialect), configured);
    }

    private Judgements judgements(KeyRecords records) {
        var told = new KeyAlerts(alerts, slots, standings, SETTINGS, clock);
        return new Judgements(
                records, words, new Refusals(standings), new RecentWords(clock), told, schedule, events::add);
    }

    /** What the secrets file has from now on. */
    void file(String... lines) {
        try {
            Files.write(file, List.of(lines));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clock.pass(Duration.ofSeconds(2)); // until it is looked at again
    }

    CredentialChecks checks() {
        return new CredentialChecks(schedule, slots, standings, judgements);
    }

    CredentialCalls calls() {
        return new CredentialCalls(new CredentialViews(slots, standings, words, moves, schedule), slots);
    }

    CredentialProbe probe(String livekit) {
        var address = new LiveKitAddress(URI.create(livekit));
        return new CredentialProbe(new LiveKitProbe(address, new ClockSkew(alerts, clock), clock), new ObjectMapper());
    }

    /** As the gauge shows the current key. */
    double isGood(Provider provider) {
        return new SlotStates(slots, standings, clock).isGood(provider, Slot.CURRENT);
    }

    /** Somebody says something of a key. */
    void hear(Provider provider, Secret key, Verdict verdict, Source source) {
        judgements.heard(new Judgements.Word(provider, key.fingerprint(), verdict, "HTTP 000", source));
    }

    /** The lasting alerts, by kind and subject. */
    List<String> open() {
        return alerts.open().stream()
                .map(alert -> alert.kind().code() + " " + alert.subject())
                .sorted()
                .toList();
    }

    /** The lasting alert of a kind. */
    Optional<Alert> alert(String code) {
        return alerts.open().stream()
                .filter(alert -> alert.kind().code().equals(code))
                .findFirst();
    }
}
