package dev.understudy.backendlog;

import dev.understudy.host.HostSettings;
import dev.understudy.host.StrictClient;
import dev.understudy.rotation.RotationSettings;
import dev.understudy.rotation.RotationSettings.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.stereotype.Component;

/** The way to each configured host, under a name that the route's ssh endpoint can say. */
@Component
class HostClients implements CamelContextConfiguration {
    private static final String NAME = "backendlogHost";
    /** Beyond what connecting and a command may take: no connection lasts longer. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Map<String, StrictClient> clients = new LinkedHashMap<>();
    private final Map<Target, String> names = new LinkedHashMap<>();

    HostClients(RotationSettings rotation, HostSettings hosts, BackendLogSettings settings) {
        if (!settings.enabled()) return;
        var longest = hosts.connectTimeout().plus(settings.commandTimeout()).plus(SLACK);
        for (var target : rotation.hosts()) {
            var name = NAME + clients.size();
            clients.put(name, new StrictClient(hosts, target.host(), longest));
            names.put(target, name);
        }
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        clients.forEach((name, client) -> context.getRegistry().bind(name, client));
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        // all was said before
    }

    String name(Target target) {
        return Objects.requireNonNull(names.get(target), "it is configured");
    }

    StrictClient client(String name) {
        return Objects.requireNonNull(clients.get(name), "it was named by us");
    }
}
