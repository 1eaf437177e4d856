package dev.understudy.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;

/** A container's volumes. Nobody named the anonymous ones: made again without a name, the next container would find them empty. */
record Volumes(Container old) {
    private static final String SOURCE = "Source";

    /** {@code HostConfig.Mounts} with each anonymous volume by its name. */
    ArrayNode next() {
        var next = JsonNodeFactory.instance.arrayNode();
        old.hostConfig().path("Mounts").forEach(each -> next.add((JsonNode) each.deepCopy()));
        for (var volume : volumes()) attach(volume, next);
        return next;
    }

    /** Sorted: the engine tells of them in any order. */
    private List<JsonNode> volumes() {
        return old.node()
                .path("Mounts")
                .valueStream()
                .filter(each -> Json.text(each.path("Type")).equals("volume"))
                .filter(each -> !Json.text(each.path("Name")).isEmpty())
                .sorted(Comparator.comparing(each -> Json.text(each.path("Destination"))))
                .toList();
    }

    private void attach(JsonNode volume, ArrayNode next) {
        var target = clean(Json.text(volume.path("Destination")));
        var name = Json.text(volume.path("Name"));
        for (var each : next)
            if (clean(Json.text(each.path("Target"))).equals(target)) {
                nameIfNameless(each, name);
                return;
            }
        if (isBound(target)) return;
        var mount = next.addObject().put("Type", "volume").put(SOURCE, name).put("Target", target);
        if (!volume.path("RW").asBoolean(true)) mount.put("ReadOnly", true);
    }

    /** {@code --mount type=volume,dst=...} without a source is anonymous too. */
    private static void nameIfNameless(JsonNode mount, String name) {
        var isNameless = Json.isEmpty(mount.path(SOURCE))
                && Json.text(mount.path("Type")).equals("volume");
        if (isNameless && mount instanceof ObjectNode nameless) nameless.put(SOURCE, name);
    }

    /** Binds are {@code source:target[:mode]}; on Linux no path in one has a colon. */
    private boolean isBound(String target) {
        return Json.texts(old.hostConfig().path("Binds"))
                .map(each -> each.split(":"))
                .anyMatch(each -> each.length > 1 && clean(each[1]).equals(target));
    }

    private static String clean(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
