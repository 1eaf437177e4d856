package dev.understudy.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.host.Allowed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A container's places in its networks: what was configured of them, not what Docker gave. Engines before API 1.44 take one
 * network at the creation, so the others are connected afterwards, before the start.
 */
record Endpoints(Container old) {
    /** What was configured and is the same on every engine. */
    private static final List<String> COPIED = List.of("Links", "DriverOpts", "GwPriority");

    private static final Pattern SWARM_ID = Pattern.compile("[0-9a-z]{25}");

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

    /** Requests to connect a container to those whose names are wanted. */
    List<Connect> connects(String container, Predicate<String> wanted) {
        return described()
                .filter(each -> wanted.test(each.getKey()))
                .map(each -> {
                    var request = JsonNodeFactory.instance.objectNode().put("Container", Allowed.name(container));
                    request.set("EndpointConfig", next(each));
                    return new Connect(reference(each), request.toString().getBytes(StandardCharsets.UTF_8));
                })
                .toList();
    }

    /** What the next container asks for in a network: what was configured, a chosen MAC address included. */
    ObjectNode next(Entry<String, JsonNode> endpoint) {
        var settings = settings(endpoint, old.shortId());
        var mac = mac(endpoint);
        if (!mac.isEmpty()) settings.put("MacAddress", mac);
        return settings;
    }

    /** The MAC address that was chosen for a network; empty when none was. */
    String mac(Entry<String, JsonNode> endpoint) {
        return new MacAddresses(old).chosen(endpoint, isFirst(endpoint));
    }

    /** The first MAC address that was chosen, of any network; empty when none was. */
    String mac() {
        return described()
                .map(this::mac)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The further networks that have to be named at the creation: later, engines would not heed a chosen MAC address (measured). */
    Stream<Entry<String, JsonNode>> early() {
        return others().filter(each ->
                MacAddresses.isByNetwork(each.getValue()) && !mac(each).isEmpty());
    }

    private Stream<Entry<String, JsonNode>> described() {
        return Stream.concat(first().stream(), others());
    }

    private boolean isFirst(Entry<String, JsonNode> endpoint) {
        return first().filter(each -> each.getKey().equals(endpoint.getKey())).isPresent();
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
        if (!Json.isEmpty(node.path("IPAMConfig")) && !isSwarms(node))
            settings.set("IPAMConfig", node.path("IPAMConfig"));
        return settings;
    }

    /** The networks in which its address was chosen. */
    List<String> fixedAddresses() {
        return old.networks().stream()
                .filter(each -> !isSwarms(each.getValue()))
                .filter(each ->
                        Json.members(each.getValue().path("IPAMConfig")).anyMatch(one -> !Json.isEmpty(one.getValue())))
                .map(Entry::getKey)
                .toList();
    }

    /**
     * Whether the network is the swarm's, an attachable overlay say. There the engine writes the address that the swarm gave into
     * {@code IPAMConfig}, chosen or not (daemon/container_operations.go, connectToNetwork; moby#32634): to ask for it again while the
     * old container has it fails. Its networks are known by their ids: 25 digits of base 36 (swarmkit's identity.NewID), where all
     * others have 64 of base 16.
     */
    static boolean isSwarms(JsonNode endpoint) {
        return SWARM_ID.matcher(id(endpoint)).matches();
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
