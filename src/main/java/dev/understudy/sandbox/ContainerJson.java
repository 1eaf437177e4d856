package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A container as {@code docker container inspect} shows it. */
final class ContainerJson {
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private ContainerJson() {}

    static ObjectNode of(FakeContainer container) {
        var json = DockerDefaults.object();
        var spec = container.spec();
        json.put("Id", container.id()).put("Created", container.created().toString());
        command(json, spec);
        json.set("State", state(container.state()));
        json.put("Image", FakeImage.ID).put("Name", "/" + container.name()).put("RestartCount", 0);
        json.put("Driver", "overlay2").put("Platform", "linux");
        json.set("HostConfig", spec.hostConfig());
        json.set("Mounts", mounts(spec));
        json.set("Config", spec.config());
        json.set("NetworkSettings", networks(container));
        return json;
    }

    /** The first word is the program. */
    private static void command(ObjectNode json, ContainerSpec spec) {
        var words = new java.util.ArrayList<String>();
        spec.config().path("Entrypoint").forEach(word -> words.add(word.asText()));
        spec.config().path("Cmd").forEach(word -> words.add(word.asText()));
        json.put("Path", words.isEmpty() ? "" : words.get(0));
        var arguments = json.putArray("Args");
        words.stream().skip(1).forEach(arguments::add);
    }

    private static ObjectNode state(FakeContainer.State state) {
        return DockerDefaults.object()
                .put("Status", state.running() ? "running" : state.started() == null ? "created" : "exited")
                .put("Running", state.running())
                .put("Paused", false)
                .put("Restarting", false)
                .put("OOMKilled", false)
                .put("Dead", false)
                .put("Pid", state.running() ? 4242 : 0)
                .put("ExitCode", state.exit())
                .put("Error", "")
                .put("StartedAt", time(state.started()))
                .put("FinishedAt", time(state.finished()));
    }

    private static String time(@Nullable Instant moment) {
        return moment == null ? NEVER : moment.toString();
    }

    private static ArrayNode mounts(ContainerSpec spec) {
        var mounts = spec.config().arrayNode();
        for (var bind : spec.hostConfig().path("Binds")) {
            var parts = bind.asText().split(":", 3);
            var isFolder = parts[0].startsWith("/");
            var mode = parts.length > 2 ? parts[2] : "";
            var mount = mounts.addObject().put("Type", isFolder ? "bind" : "volume");
            if (!isFolder) mount.put("Name", parts[0]).put("Driver", "local");
            mount.put("Source", isFolder ? parts[0] : "/var/lib/docker/volumes/" + parts[0] + "/_data")
                    .put("Destination", parts.length > 1 ? parts[1] : "")
                    .put("Mode", mode)
                    .put("RW", !mode.contains("ro"))
                    .put("Propagation", isFolder ? "rprivate" : "");
        }
        return mounts;
    }

    private static ObjectNode networks(FakeContainer container) {
        var settings = DockerDefaults.object();
        var isRunning = container.state().running();
        settings.set("Ports", isRunning ? container.spec().hostConfig().path("PortBindings") : DockerDefaults.object());
        var all = settings.putObject("Networks");
        container.spec().networks().forEach((name, endpoint) -> {
            var shown = endpoint.deepCopy();
            if (isRunning) FakeAddresses.fill(shown, name, container);
            all.set(name, shown);
        });
        return settings;
    }
}
