package dev.understudy.alert;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.alert.AlertSettings.Mail;
import dev.understudy.alert.AlertSettings.Unnamed;
import dev.understudy.alert.AlertSettings.Webhook;
import dev.understudy.common.Node;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.store.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yaml.snakeyaml.Yaml;

/** One process that tells alerts: the real routes and beans over a database, by a clock that a test moves. */
final class AlertStage implements AutoCloseable {
    private static final int LONG_MS = 600_000;
    private static final Duration GIVE_UP = Duration.ofDays(3);
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final AtomicInteger underWay = new AtomicInteger();
    private final ExecutorService threads = new Threads();
    private final List<DeliveryTried> tried = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final Alerts alerts;
    private final Deliveries deliveries;

    AlertStage(Deliveries deliveries, Database database, ManualClock clock, AlertSettings settings) throws Exception {
        this.deliveries = deliveries;
        var json = new ObjectMapper();
        var receivers = new Receivers(settings);
        var body = new AlertBody(new Runbook(settings, ""), new Node("node one:8080"), json, clock);
        alerts = alerts(database, clock, new Letters(receivers, body, deliveries));
        var configuration = new AlertConfiguration();
        var sender = configuration.alertMailSender(settings);
        var registry = camel.getRegistry();
        registry.bind("alertThreads", threads);
        registry.bind("alertMailSender", sender);
        registry.bind("alertPost", configuration.alertPost());
        registry.bind("alertRounds", new AlertRounds(deliveries, receivers));
        registry.bind(
                "alertOutcomes",
                new AlertOutcomes(deliveries, settings, event -> tried.add((DeliveryTried) event), clock));
        registry.bind("alertWebhook", new AlertWebhook(receivers, clock));
        registry.bind("alertMail", new AlertMail(settings, sender, json, clock));
        camel.getPropertiesComponent()
                .addInitialProperty("understudy.alert.connect-timeout", String.valueOf(settings.timeout()));
        camel.getPropertiesComponent()
                .addInitialProperty("understudy.alert.timeout", String.valueOf(settings.timeout()));
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("alert.yaml", routes()));
        camel.start();
    }

    static AlertStage over(Database database, ManualClock clock, AlertSettings settings) throws Exception {
        return new AlertStage(new Deliveries(database.jdbc(), Dialect.SQLITE, clock), database, clock, settings);
    }

    static Alerts alerts(Database database, ManualClock clock, Outbox outbox) {
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
        return new Alerts(database.jdbc(), transaction, clock, outbox);
    }

    static AlertSettings settings(Webhook... webhooks) {
        return settings(LONG_MS, webhooks);
    }

    /** With that limit for an answer, ms; without it, it is longer than any test lasts. */
    static AlertSettings settings(int timeout, Webhook... webhooks) {
        return settings(new Mail("", 587, "", Secret.of(""), "", List.of(), true), timeout, webhooks);
    }

    static AlertSettings settings(Mail mail, Webhook... webhooks) {
        return settings(mail, LONG_MS, webhooks);
    }

    private static AlertSettings settings(Mail mail, int timeout, Webhook... webhooks) {
        var none = new Unnamed(Secret.of(""), Secret.of(""));
        return new AlertSettings(
                List.of(webhooks), none, mail, timeout, timeout, GIVE_UP, "https://example.org/runbook");
    }

    Alerts alerts() {
        return alerts;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    List<DeliveryTried> tried() {
        return tried;
    }

    /** What the timer does. */
    void look() {
        camel.createProducerTemplate().sendBody("direct:alert-due", null);
    }

    /** What the timer does, and all that follows. */
    void lookAndWait() {
        look();
        await().atMost(Duration.ofSeconds(60)).until(() -> underWay.get() == 0);
    }

    /** As the application's, and counted from when it is handed over: the pool itself does not count what is not on its thread yet. */
    private final class Threads extends ThreadPoolExecutor {
        Threads() {
            super(0, Integer.MAX_VALUE, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
        }

        @Override
        public void execute(Runnable work) {
            underWay.incrementAndGet();
            super.execute(() -> {
                try {
                    work.run();
                } finally {
                    underWay.decrementAndGet();
                }
            });
        }
    }

    /** How the deliveries of all alerts stand: "raised DELIVERED HTTP 204". */
    List<String> stand() {
        var ids = alerts.newest(100).stream().map(Alert::id).toList();
        return deliveries.of(ids).stream()
                .map(each -> each.event().code() + " " + each.state() + " " + each.outcome())
                .toList();
    }

    @Override
    public void close() {
        camel.stop();
        threads.shutdownNow();
    }

    /** Those that need neither a web server nor a timer. */
    private static String routes() throws IOException {
        var yaml = new Yaml();
        var kept = new ArrayList<Map<String, Map<String, Object>>>();
        var text = Files.readString(Path.of("routes/alert.camel.yaml")).replace("timer:alert-due", "direct:alert-due");
        for (var route : yaml.<List<Map<String, Map<String, Object>>>>load(text)) {
            var from = (Map<?, ?>) route.get("route").get("from");
            var uri = String.valueOf(from == null ? "" : from.get("uri"));
            if (!uri.startsWith("direct:")) continue;
            if (uri.equals("direct:alert-due")) from.remove("parameters");
            kept.add(route);
        }
        return yaml.dump(kept);
    }
}
