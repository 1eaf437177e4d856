package dev.understudy.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two containers, a line each. Only values that can be no secret are shown: a command line, a label or
 * the options of a log or volume driver may well hold one.
 */
record Differences(Container old, Container next) {
    private static final String MAC = "MacAddress";
    private static final String IPAM = "IPAMConfig";

    private static final Set<String> SHOWN = Set.of(
            "AutoRemove",
            "Binds",
            "ExposedPorts",
            "Hostname",
            IPAM,
            "Image",
            "Links",
            "NetworkMode",
            "PortBindings",
            "RestartPolicy",
            "User",
            "Volumes",
            "WorkingDir");

    private static final Set<String> APART = Set.of("Env", "Labels", MAC);

    List<String> all() {
        var all = new ArrayList<String>();
        if (!old.image().equals(next.image())) all.add("Image: " + old.image() + " → " + next.image());
        byName("env", variables(old), variables(next), all);
        byName("label", old.labels(), next.labels(), all);
        fields("Config", config(old), config(next), all);
        fields("HostConfig", old.hostConfig(), next.hostConfig(), all);
        shown("mount", mounts(old), mounts(next), all);
        networks(all);
        addresses(all);
        return List.copyOf(all);
    }

    private static Map<String, String> variables(Container container) {
        return container.variables().stream()
                .collect(Collectors.toMap(Variable::name, Variable::entry, (one, other) -> other));
    }

    private static void byName(String what, Map<String, String> old, Map<String, String> next, List<String> all) {
        for (var name : union(old.keySet(), next.keySet()))
            if (!Objects.equals(old.get(name), next.get(name)))
                all.add(what + " " + name + ": " + change(!old.containsKey(name), !next.containsKey(name)));
    }

    private static void shown(String what, Map<String, String> old, Map<String, String> next, List<String> all) {
        for (var name : union(old.keySet(), next.keySet()))
            if (!Objects.equals(old.get(name), next.get(name)))
                all.add(what + " " + name + ": " + orNone(old.get(name)) + " → " + orNone(next.get(name)));
    }

    private static void fields(String where, JsonNode old, JsonNode next, List<String> all) {
        for (var name : union(names(old), names(next))) {
            var before = old.path(name);
            var after = next.path(name);
            if (!APART.contains(name) && !Json.isSame(before, after))
                all.add(where + "." + name + ": " + values(name, before, after));
        }
    }

    private static String values(String name, JsonNode before, JsonNode after) {
        if (name.equals("Mounts")) return configured(before) + " → " + configured(after);
        var isHarmless = SHOWN.contains(name) || isPlain(before) && isPlain(after);
        if (!isHarmless) return change(Json.isEmpty(before), Json.isEmpty(after));
        return (before.isMissingNode() ? "none" : before) + " → " + (after.isMissingNode() ? "none" : after);
    }

    /** Without the options of a volume's driver: a share's password is one of them. */
    private static List<String> configured(JsonNode mounts) {
        return mounts.valueStream()
                .map(each -> Stream.of("Type", "Source", "Target")
                        .map(part -> Json.text(each.path(part)))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /** A number or a truth value is no secret. */
    private static boolean isPlain(JsonNode node) {
        return node.isNumber() || node.isBoolean() || Json.isEmpty(node);
    }

    /** A host name that is the container's own short id is the same thing in both. */
    private static JsonNode config(Container container) {
        var config = container.config();
        var isOwnId = Json.text(config.path("Hostname")).equals(container.shortId());
        return isOwnId && config instanceof ObjectNode object
                ? object.deepCopy().without("Hostname")
                : config;
    }

    private static Map<String, String> mounts(Container container) {
        return container
                .node()
                .path("Mounts")
                .valueStream()
                .collect(Collectors.toMap(
                        each -> Json.text(each.path("Destination")), Differences::mount, (one, other) -> other));
    }

    private static String mount(JsonNode node) {
        var name = Json.text(node.path("Name"));
        var source = name.isEmpty() ? Json.text(node.path("Source")) : name;
        return Json.text(node.path("Type")) + " " + source + (node.path("RW").asBoolean() ? "" : " read-only");
    }

    private void networks(List<String> all) {
        var before = endpoints(old);
        var after = endpoints(next);
        for (var name : union(before.keySet(), after.keySet())) {
            if (!before.containsKey(name) || !after.containsKey(name))
                all.add("network " + name + ": " + change(!before.containsKey(name), !after.containsKey(name)));
            else fields("network " + name, before.get(name), after.get(name), all);
        }
    }

    /** Chosen MAC addresses that the next one has not, and what the swarm gave: it gives another one. */
    private void addresses(List<String> all) {
        var endpoints = new Endpoints(old);
        var after = new MacAddresses(next);
        for (var each : old.networks()) {
            var mac = endpoints.mac(each);
            if (!mac.isEmpty() && !after.has(mac, each.getKey()))
                all.add("network " + each.getKey() + "." + MAC + ": " + mac + " → none");
            if (Endpoints.isSwarms(each.getValue()))
                fields("network " + each.getKey(), given(each.getValue()), given(next, each.getKey()), all);
        }
    }

    private static JsonNode given(Container container, String network) {
        return given(container.node().path("NetworkSettings").path("Networks").path(network));
    }

    private static ObjectNode given(JsonNode endpoint) {
        var given = JsonNodeFactory.instance.objectNode();
        if (!Json.isEmpty(endpoint.path(IPAM))) given.set(IPAM, endpoint.path(IPAM));
        return given;
    }

    private static Map<String, JsonNode> endpoints(Container container) {
        return container.networks().stream()
                .collect(Collectors.toMap(Entry::getKey, each -> Endpoints.settings(each, container.shortId())));
    }

    private static Set<String> names(JsonNode object) {
        return Json.members(object).map(Entry::getKey).collect(Collectors.toSet());
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static String change(boolean wasMissing, boolean isMissing) {
        if (wasMissing) return "added";
        return isMissing ? "removed" : "changed";
    }

    private static String orNone(@Nullable String text) {
        return text == null ? "none" : text;
    }
}
