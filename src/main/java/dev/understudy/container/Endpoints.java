package dev.understudy.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A container's places in its networks: what was configured of them, not what Docker gave. Engines before API 1.44 take one
 * network at the creation, so the others are connected afterwards, before the start.
 */
record Endpoints(Container old) {
    /** What was configured and is the same on every engine. */
    private static final List<String> COPIED = List.of("Links", "DriverOpts", "GwPriority");

    /** The network that the creation names; empty when there is none to be described. */
    Optional<Entry<String, JsonNode>> first() {
        if (old.networkMode().isEndpointless()) return Optional.empty();
        var all = old.networks();
        var meant = all.stream().filter(each -> old.networkMode().means(each.getKey(), id(each.getValue())));
        return meant.findFirst().or(() -> all.stream().findFirst());
    }

    /** All but the first. */
    Stream<Entry<String, JsonNode>> others() {
        if (old.networkMode().isEndpointless()) return Stream.empty();
        var first = first().map(Entry::getKey).orElse("");
        return old.networks().stream().filter(each -> !each.getKey().equals(first));
    }

    /** The settings of the first one, where a chosen MAC address belongs to. */
    ObjectNode firstSettings(Entry<String, JsonNode> first) {
        var settings = settings(first, old.shortId());
        if (!old.macAddress().isEmpty()) settings.put("MacAddress", old.macAddress());
        return settings;
    }

    /** What was configured of an endpoint. */
    static ObjectNode settings(Entry<String, JsonNode> endpoint, String shortId) {
        var settings = JsonNodeFactory.instance.objectNode();
        var node = endpoint.getValue();
        COPIED.stream()
                .filter(each -> !Json.isEmpty(node.path(each)))
                .forEach(each -> settings.set(each, node.path(each)));
        if (NetworkMode.isDefault(endpoint.getKey())) return settings;
        var aliases = aliases(node, shortId);
        if (!aliases.isEmpty()) aliases.forEach(settings.putArray("Aliases")::add);
        if (!Json.isEmpty(node.path("IPAMConfig"))) settings.set("IPAMConfig", node.path("IPAMConfig"));
        return settings;
    }

    /** The networks in which its address was chosen. */
    List<String> fixedAddresses() {
        return old.networks().stream()
                .filter(each ->
                        Json.members(each.getValue().path("IPAMConfig")).anyMatch(one -> !Json.isEmpty(one.getValue())))
                .map(Entry::getKey)
                .toList();
    }

    /** The name by which the engine finds it for certain, its name otherwise. */
    static String reference(Entry<String, JsonNode> endpoint) {
        var id = id(endpoint.getValue());
        return id.isEmpty() ? endpoint.getKey() : id;
    }

    /** Engines before API 1.45 add the container's own short id. */
    private static List<String> aliases(JsonNode node, String shortId) {
        return Json.texts(node.path("Aliases"))
                .filter(each -> !each.equals(shortId))
                .distinct()
                .toList();
    }

    private static String id(JsonNode node) {
        return Json.text(node.path("NetworkID"));
    }
}
