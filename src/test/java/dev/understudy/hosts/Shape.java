package dev.understudy.hosts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.Dockerd;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * What has to be the same of a container and of the one that takes its place.
 *
 * @param image its digest
 * @param policy its restart policy
 * @param networks and the aliases in each, without the one that Docker makes of the id
 * @param mounts volumes by their names, with what they are mounted on
 * @param labels without ours
 * @param entrypoint what it runs
 */
record Shape(
        String image,
        JsonNode policy,
        TreeMap<String, TreeSet<String>> networks,
        TreeSet<String> mounts,
        TreeMap<String, String> labels,
        JsonNode entrypoint) {
    static Shape of(Dockerd engine, Backend backend) {
        var all = inspect(engine, backend.name());
        var networks = new TreeMap<String, TreeSet<String>>();
        all.path("NetworkSettings").path("Networks").fields().forEachRemaining(each -> {
            var aliases = new TreeSet<>(texts(each.getValue().path("Aliases")));
            aliases.removeIf(alias -> all.path("Id").asText().startsWith(alias));
            networks.put(each.getKey(), aliases);
        });
        var mounts = new TreeSet<String>();
        for (var mount : all.path("Mounts"))
            mounts.add(mount.path("Name").asText() + " on "
                    + mount.path("Destination").asText());
        var labels = new TreeMap<>(backend.container().labels());
        labels.remove("dev.understudy.rotation");
        return new Shape(
                all.path("Image").asText(),
                all.path("HostConfig").path("RestartPolicy"),
                networks,
                mounts,
                labels,
                all.path("Config").path("Entrypoint"));
    }

    /** Since when it runs. */
    static String startedAt(Dockerd engine, Backend backend) {
        return inspect(engine, backend.name()).path("State").path("StartedAt").asText();
    }

    private static JsonNode inspect(Dockerd engine, String container) {
        return Rotator.read(engine.docker("container", "inspect", container)).path(0);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
