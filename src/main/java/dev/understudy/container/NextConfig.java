package dev.understudy.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said of the next container itself: only what differs from its image, which the engine merges in again. */
record NextConfig(Container old, Image image) {
    /** What is not simply copied. */
    private static final Set<String> APART = Set.of(
            "Env",
            "Hostname",
            "Image",
            "Entrypoint",
            "Cmd",
            "Labels",
            "ExposedPorts",
            "Volumes",
            "OnBuild",
            "MacAddress");

    private static final Set<String> MAPS = Set.of("Labels", "ExposedPorts", "Volumes");

    ObjectNode node(Map<String, String> changed) {
        var next = JsonNodeFactory.instance.objectNode();
        Json.members(old.config())
                .filter(each -> !APART.contains(each.getKey()) && isOwn(each.getKey()))
                .forEach(each -> next.set(each.getKey(), each.getValue()));
        MAPS.forEach(each -> addOwnMembers(next, each));
        next.put("Image", old.image());
        if (isHostnameChosen()) next.put("Hostname", hostname());
        macAddress().ifPresent(mac -> next.put("MacAddress", mac));
        addCommand(next);
        environment(changed).forEach(next.putArray("Env")::add);
        return next;
    }

    /** What the container has, with the changed values in their places, then what it lacks. The image's own comes from the image again. */
    private Stream<String> environment(Map<String, String> changed) {
        var own = image.environment();
        var names = old.variables().stream().map(Variable::name).collect(Collectors.toSet());
        var kept = old.variables().stream()
                .filter(each -> changed.containsKey(each.name()) || !own.contains(each.entry()))
                .map(each ->
                        changed.containsKey(each.name()) ? each.name() + "=" + changed.get(each.name()) : each.entry());
        var added = changed.entrySet().stream()
                .filter(each -> !names.contains(each.getKey()))
                .map(each -> each.getKey() + "=" + each.getValue());
        return Stream.concat(kept, added);
    }

    private void addOwnMembers(ObjectNode next, String map) {
        var images = image.config().path(map);
        var own = JsonNodeFactory.instance.objectNode();
        Json.members(old.config().path(map))
                .filter(each -> !each.getValue().equals(images.path(each.getKey())))
                .forEach(each -> own.set(each.getKey(), each.getValue()));
        next.set(map, own);
    }

    /**
     * Both or none: an entry point of one's own keeps the image's command out, and one that was taken away is said by an
     * empty text, because an empty list would bring the image's back.
     */
    private void addCommand(ObjectNode next) {
        if (!isOwn("Entrypoint") && !isOwn("Cmd")) return;
        var entry = old.config().path("Entrypoint");
        var isTakenAway = Json.isEmpty(entry) && !Json.isEmpty(image.config().path("Entrypoint"));
        if (isTakenAway) next.putArray("Entrypoint").add("");
        else if (!Json.isEmpty(entry)) next.set("Entrypoint", entry);
        if (!Json.isEmpty(old.config().path("Cmd")))
            next.set("Cmd", old.config().path("Cmd"));
    }

    private boolean isOwn(String field) {
        var value = old.config().path(field);
        return !Json.isSame(value, imageValue(field));
    }

    private JsonNode imageValue(String field) {
        return image.config().path(field);
    }

    /** In a network or a UTS namespace that is not its own a container must not have one. */
    private boolean isHostnameChosen() {
        var mode = old.networkMode();
        var isForeign = mode.isContainer()
                || mode.isHost()
                || Json.text(old.hostConfig().path("UTSMode")).equals("host");
        return !isForeign && !hostname().isEmpty() && !hostname().equals(old.shortId());
    }

    /** Engines that take one with each network refuse one for the container, or will. */
    private Optional<String> macAddress() {
        var endpoints = new Endpoints(old);
        return endpoints
                .first()
                .filter(each -> !MacAddresses.isByNetwork(each.getValue()))
                .map(endpoints::mac)
                .filter(mac -> !mac.isEmpty());
    }

    private String hostname() {
        return Json.text(old.config().path("Hostname"));
    }
}
