package dev.understudy.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which of the host's ports lead to which of a container's: {@code HostConfig.PortBindings}. */
record HostPorts(JsonNode bindings) {
    private static final String PORT = "HostPort";

    /** The fixed ones, as a person would write them: a free one is nobody's in particular, nor is any of a range. */
    List<String> fixed() {
        return Json.members(bindings)
                .flatMap(each -> each.getValue().valueStream())
                .filter(HostPorts::isFixed)
                .map(HostPorts::written)
                .toList();
    }

    /** What becomes of them; those that are not fixed stay as they are. */
    ObjectNode next(PublishedPorts ports) {
        var next = JsonNodeFactory.instance.objectNode();
        Json.members(bindings).forEach(each -> {
            var kept = bindings(each.getValue(), ports);
            if (!kept.isEmpty()) next.putArray(each.getKey()).addAll(kept);
        });
        return next;
    }

    /** A set: a port that was published twice, for IPv4 and IPv6 say, needs one free port only. */
    private static Set<JsonNode> bindings(JsonNode list, PublishedPorts ports) {
        var next = new LinkedHashSet<JsonNode>();
        for (var each : list) {
            if (ports == PublishedPorts.KEEP || !isFixed(each)) next.add(each);
            else if (ports == PublishedPorts.EPHEMERAL) next.add(free());
        }
        return next;
    }

    private static ObjectNode free() {
        return JsonNodeFactory.instance.objectNode().put("HostIp", "127.0.0.1").put(PORT, "");
    }

    private static boolean isFixed(JsonNode binding) {
        var port = Json.text(binding.path(PORT));
        return !port.isEmpty() && !port.equals("0") && !isRange(port);
    }

    /** {@code -p 18100-18110:8081}: the engine takes a free one of them at each start, so two containers can run side by side. */
    private static boolean isRange(String port) {
        var ends = port.split("-", 2);
        return ends.length == 2 && !ends[0].equals(ends[1]);
    }

    private static String written(JsonNode binding) {
        var address = Json.text(binding.path("HostIp"));
        var port = Json.text(binding.path(PORT));
        return address.isEmpty() ? port : address + ":" + port;
    }
}
