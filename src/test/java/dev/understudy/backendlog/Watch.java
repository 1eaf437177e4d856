package dev.understudy.backendlog;

import dev.understudy.alert.AlertSigns;
import dev.understudy.alert.Alerts;
import dev.understudy.common.Node;
import dev.understudy.container.PublishedPorts;
import dev.understudy.credential.Provider;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.fixtures.WorkerLogParts;
import dev.understudy.host.HostSettings;
import dev.understudy.rotation.RotationSettings;
import dev.understudy.rotation.RotationSettings.Target;
import dev.understudy.session.TaskLeases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The log watch of one node, with its own routes over real SSH; looks are taken when a test says so, by a clock that it moves. */
final class Watch implements AutoCloseable {
    static final String NUMBERED = "numbered";
    private static final Path ROUTES = Path.of("routes/backendlog.camel.yaml");
    private static final Duration TIME = Duration.ofSeconds(20);
    final List<Provider> words = new ArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ManualClock clock;
    final Alerts alerts;
    final ReadLogs logs;
    final LineCounts counts;
    final Looks looks;
    final AlertSigns signs;
    final Troubles troubles;
    final Counting counting;
    final Target target;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ProducerTemplate send;
    private final BackendLogs reader;

    /** Looks at that container, reached in that way, with answers of at most so many bytes. */
    Watch(Database database, Target target, HostSettings hosts, int limit) {
        this.target = target;
        clock = new ManualClock(System.currentTimeMillis());
        var db = database.jdbc();
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
        var settings = settings(limit);
        var rotation = rotation(target);
        var clients = new HostClients(rotation, hosts, settings);
        alerts = new Alerts(db, transaction, clock);
        signs = new AlertSigns(db, clock);
        logs = new ReadLogs(db);
        counts = new LineCounts(db);
        looks = new Looks(db, clock);
        troubles = new Troubles(db, clock);
        var telling = new Telling(alerts, troubles, settings, clock);
        counting = new Counting(logs, counts, telling, this::hear, transaction, meters);
        var store = new BackendLogs.Store(new TaskLeases(db, new Node("node1"), clock), looks, logs);
        reader = new BackendLogs(rotation, settings, clients, store, clock);
        var reading = new Reading(
                logs, WorkerLogParts.LOGS, new Classes(settings, WorkerLogParts.LOGS), counting, settings, clock);
        var registrations = new Registrations(signs);
        camel.getRegistry().bind("backendLogs", reader);
        camel.getRegistry().bind("backendLogReading", reading);
        camel.getRegistry()
                .bind("backendLogOutcome", new LookOutcome(looks, alerts, telling, registrations, clients, settings));
        clients.beforeApplicationStart(camel);
        start();
        send = camel.createProducerTemplate();
    }

    private void hear(Tally tally) {
        for (var each : tally.counts())
            if (each.means() != null) each.means().refuser().ifPresent(words::add);
    }

    /** The configured patterns, and one for lines with numbers. */
    static BackendLogSettings settings(int limit) {
        var patterns = new ArrayList<>(ConfiguredPatterns.all());
        patterns.add(new LinePattern(NUMBERED, "^line [0-9]+ ", Meaning.COUNTED));
        var quiet = Duration.ofMinutes(10);
        return new BackendLogSettings(
                true, TIME, TIME, 1, TIME, limit, Duration.ofDays(1), quiet, Duration.ofSeconds(10), 3, patterns);
    }

    static RotationSettings rotation(Target... targets) {
        var any = Duration.ofSeconds(1);
        return new RotationSettings(
                List.of(targets),
                Map.of(),
                null,
                false,
                null,
                PublishedPorts.KEEP,
                RotationSettings.Env.CONTAINER,
                any,
                any,
                any,
                any,
                any,
                any,
                any);
    }

    /** All routes but the one that answers calls, the timer's not by itself. */
    private void start() {
        var text = read().replaceAll("(?s)\n- route:\n    id: backendlog-list\n.*", "\n");
        var values = camel.getPropertiesComponent();
        values.addOverrideProperty("understudy.host.connect-timeout", "10s");
        values.addOverrideProperty("understudy.backendlog.look-interval", "1h");
        values.addOverrideProperty("understudy.backendlog.readers", "1");
        try {
            var source = ResourceHelper.fromString("backendlog.camel.yaml", text);
            PluginHelper.getRoutesLoader(camel).loadRoutes(source);
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read() {
        try {
            return Files.readString(ROUTES).replace("delay: 1000", "delay: 3600000");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One look, as the timer would have it, to its end. */
    void look() {
        clock.pass(TIME);
        for (var look : reader.due()) send.requestBody("seda:backendlog-look?timeout=120000", look);
    }

    /** Looks until all is read that there is. */
    void readAll() {
        look();
        while (current().state().isBehind()) look();
    }

    ReadLog current() {
        var id = looks.of(target.name(), target.container()).containerId();
        return logs.find(target.name(), String.valueOf(id)).orElseThrow();
    }

    /** What was counted of a class, of all containers. */
    long counted(String name) {
        return (long) meters.counter(BackendMeters.LINES, "class", name).count();
    }

    String problem() {
        return String.valueOf(looks.of(target.name(), target.container()).problem());
    }

    @Override
    public void close() {
        camel.stop();
    }
}
