package dev.understudy.backendlog;

import dev.understudy.host.LogCommands;
import dev.understudy.rotation.RotationSettings;
import dev.understudy.rotation.RotationSettings.Target;
import dev.understudy.session.TaskLeases;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Whose turn it is to be looked at, on the one node that reads, and what is asked of the host. */
@Component("backendLogs")
public class BackendLogs {
    /** A node that is gone is replaced after this. */
    private static final long LEASE_MS = 15_000;

    private static final Duration KEPT = Duration.ofDays(1);
    private final RotationSettings rotation;
    private final BackendLogSettings settings;
    private final HostClients clients;
    private final Store store;
    private final Clock clock;
    private final Set<Target> busy = ConcurrentHashMap.newKeySet();
    private volatile long tidied;
    private volatile long renewAt;

    /** Looks at the hosts of rotations. */
    public BackendLogs(
            RotationSettings rotation, BackendLogSettings settings, HostClients clients, Store store, Clock clock) {
        this.rotation = rotation;
        this.settings = settings;
        this.clients = clients;
        this.store = store;
        this.clock = clock;
    }

    /** What is remembered. */
    @Component("backendLogStore")
    record Store(TaskLeases leases, Looks looks, ReadLogs logs) {}

    /** The looks that are due; each is under way until {@link #end}. None on a node that does not read. */
    public List<Look> due() {
        if (!settings.enabled() || rotation.hosts().isEmpty()) return List.of();
        if (!isReader()) return List.of();
        tidy();
        var looks = rotation.hosts().stream()
                .filter(target -> !busy.contains(target))
                .flatMap(target -> look(target).stream())
                .toList();
        // only now: what the store throws for one of them must keep none of the others busy for ever
        return looks.stream().filter(look -> busy.add(look.target())).toList();
    }

    /** Begins one. */
    public void begin(@Body Look look, Exchange exchange) {
        exchange.setProperty("look", look);
    }

    /** Asks how the container of that name is, and those that had it before and are known to be there. */
    public String find(@ExchangeProperty("look") Look look) {
        var asked = new LinkedHashSet<>(List.of(look.target().container()));
        store.logs().there(look.target().name(), look.target().container()).stream()
                .forEach(log -> asked.add(log.seen().id()));
        var wanted = look.wanted();
        if (wanted != null) asked.add(wanted);
        return LogCommands.look(List.copyOf(asked), settings.commandTimeout()).line();
    }

    /** Asks for what a container has logged since its bookmark. */
    public String read(@ExchangeProperty("look") Look look) {
        var log = look.next();
        var since = log.bookmark().since().toString();
        return LogCommands.read(log.seen().id(), since, settings.commandTimeout(), settings.limit())
                .line();
    }

    /** It is over, whatever came of it. */
    public void end(@ExchangeProperty("look") Look look) {
        busy.remove(look.target());
    }

    /** The look at that host; empty when it is not due yet. */
    private Optional<Look> look(Target target) {
        var last = store.looks().of(target.name(), target.container());
        var since = clock.millis() - last.at();
        var wait = last.wanted() != null && last.failures() == 0 ? settings.lookInterval() : settings.interval();
        return since >= wait.toMillis()
                ? Optional.of(new Look(target, clients.name(target), last.wanted()))
                : Optional.empty();
    }

    /** The lease is renewed now and then: to write it each second would be for nothing. */
    private boolean isReader() {
        var now = clock.millis();
        if (now < renewAt) return true;
        var isReader = store.leases().take("backendlog", LEASE_MS);
        renewAt = isReader ? now + LEASE_MS / 3 : 0;
        return isReader;
    }

    private void tidy() {
        var now = clock.millis();
        if (now - tidied < KEPT.toMillis() / 24) return;
        tidied = now;
        store.logs().forget(now - KEPT.toMillis());
    }
}
