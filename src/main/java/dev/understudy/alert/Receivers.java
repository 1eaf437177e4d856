package dev.understudy.alert;

import dev.understudy.alert.AlertSettings.Webhook;
import dev.understudy.common.Secret;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who is told, by name: webhooks by the name that the configuration gives them, people by their addresses. */
@Component
class Receivers {
    /** The name of the one that the environment may bring. */
    static final String UNNAMED = "webhook";

    private final Map<String, Target> webhooks = new LinkedHashMap<>();
    private final Set<String> names;

    Receivers(AlertSettings settings) {
        settings.webhooks().forEach(this::add);
        var unnamed = settings.webhook();
        if (!unnamed.url().isEmpty()) add(new Webhook(UNNAMED, unnamed.url(), unnamed.secret()));
        names = new LinkedHashSet<>(webhooks.keySet());
        if (!settings.mail().host().isBlank()) names.addAll(settings.mail().to());
    }

    /**
     * Where a webhook goes.
     *
     * @param url secret
     * @param keys what signs it, one signature each
     */
    record Target(Secret url, List<SigningKey> keys) {}

    /** All of them, in the order of the configuration. */
    Set<String> names() {
        return names;
    }

    /** Empty when it is not, or not any more, configured on this node. */
    Optional<Target> webhook(String name) {
        return Optional.ofNullable(webhooks.get(name));
    }

    private void add(Webhook webhook) {
        var target = new Target(webhook.url(), SigningKey.all(webhook.secret()));
        if (webhooks.put(webhook.name(), target) != null)
            throw new IllegalArgumentException("understudy.alert.webhooks has a name twice");
    }
}
