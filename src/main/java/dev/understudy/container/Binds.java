package dev.understudy.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.host.Allowed;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files and folders of the host that a container is given: {@code -v source:target:mode} and {@code --mount}. */
record Binds(ObjectNode hostConfig) {
    private static final String BINDS = "Binds";
    private static final int WITH_MODE = 3;

    /** That file in the place of whatever is there; beside a folder around it, it wins, since it lies deeper. */
    void put(String source, String target) {
        var binds = Json.texts(hostConfig.path(BINDS)).collect(Collectors.toCollection(ArrayList::new));
        var old = binds.stream().filter(each -> target(each).equals(target)).findFirst();
        if (old.isPresent()) binds.set(binds.indexOf(old.get()), bind(source, target, old.get()));
        else if (!replaced(hostConfig.path("Mounts"), source, target)) binds.add(bind(source, target, ""));
        var next = hostConfig.putArray(BINDS);
        binds.forEach(next::add);
    }

    private static boolean replaced(JsonNode mounts, String source, String target) {
        if (!(mounts instanceof ArrayNode all)) return false;
        var same = Stream.iterate(0, i -> i < all.size(), i -> i + 1)
                .map(all::get)
                .filter(each -> Json.text(each.path("Target")).equals(target))
                .findFirst();
        same.ifPresent(each -> ((ObjectNode) each).put("Source", Allowed.path(source)));
        return same.isPresent();
    }

    private static String target(String bind) {
        var parts = bind.split(":");
        return parts.length > 1 ? parts[1] : "";
    }

    private static String bind(String source, String target, String old) {
        var parts = old.split(":", WITH_MODE);
        return Allowed.path(source) + ":" + target + (parts.length == WITH_MODE ? ":" + parts[2] : "");
    }
}
