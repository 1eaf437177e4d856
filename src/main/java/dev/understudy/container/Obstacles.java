package dev.understudy.container;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Why a container may not be replaced here. One that does not run is no obstacle; {@link Choice} tells of it. */
public final class Obstacles {
    private static final List<String> ORCHESTRATORS =
            List.of("com.docker.swarm.", "com.hashicorp.nomad.", "io.kubernetes.");

    /** What {@code docker logs} can always read; of the others the engine keeps a copy, unless it is told not to. */
    private static final Set<String> READABLE = Set.of("", "json-file", "local", "journald");

    /** The code of Podman behind a docker command. */
    public static final String PODMAN = "engine-is-podman";

    /** What is said of it. */
    public static final String PODMAN_SAYS =
            "The host's docker is Podman. Rotations need a Docker engine: change the key where the"
                    + " container is defined (its unit or quadlet), and restart it there.";

    private Obstacles() {}

    /**
     * What stands in the way.
     *
     * @param code for programs, in kebab case
     * @param detail for people
     */
    public record Obstacle(String code, String detail) {}

    /** The first one found; empty when there is none. */
    public static Optional<Obstacle> of(Container old) {
        return Stream.of(podmans(old), orchestrated(old), removed(old), logless(old))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * What only Podman's own inspect has (libpod/define/container_inspect.go). A docker command that is Podman's is refused: there is no
     * engine that keeps containers, so nothing takes our requests; those that systemd runs are made anew from its unit, with the old
     * key; and not one step was ever tried on it.
     */
    private static Optional<Obstacle> podmans(Container old) {
        var isPodmans = old.node().path("State").has("OciVersion")
                || old.node().has("IsInfra")
                || Json.text(old.config().path("Annotations").path("io.container.manager"))
                        .equals("libpod");
        if (!isPodmans) return Optional.empty();
        return Optional.of(new Obstacle(PODMAN, PODMAN_SAYS));
    }

    private static Optional<Obstacle> orchestrated(Container old) {
        return old.labels().keySet().stream()
                .filter(label -> ORCHESTRATORS.stream().anyMatch(label::startsWith))
                .findFirst()
                .map(
                        label -> new Obstacle(
                                "container-is-orchestrated",
                                "Its label " + label
                                        + " says that an orchestrator runs it, which would make it anew as it was. Change the key there."));
    }

    private static Optional<Obstacle> removed(Container old) {
        if (!old.hostConfig().path("AutoRemove").asBoolean()) return Optional.empty();
        return Optional.of(new Obstacle(
                "container-auto-removes",
                "It was made with --rm: stopped, it is gone, and there would be no way back. Make it without --rm."));
    }

    private static Optional<Obstacle> logless(Container old) {
        var log = old.hostConfig().path("LogConfig");
        var type = Json.text(log.path("Type"));
        var isUncached = Json.text(log.path("Config").path("cache-disabled")).equals("true");
        if (!type.equals("none") && (READABLE.contains(type) || !isUncached)) return Optional.empty();
        return Optional.of(new Obstacle(
                "container-has-no-log",
                "Its log driver is " + type
                        + " and leaves nothing to read, so nobody could see whether the next one's worker registers."));
    }
}
