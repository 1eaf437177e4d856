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
        return Stream.of(orchestrated(old), removed(old), logless(old))
                .flatMap(Optional::stream)
                .findFirst();
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
