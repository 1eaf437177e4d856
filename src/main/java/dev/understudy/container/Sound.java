package dev.understudy.container;

import dev.understudy.host.Allowed;
import java.time.DateTimeException;
import java.util.Set;

/**
 * Whether what a host says of a container is what a Docker says: of the parts that become a word of a command or a time. A host that
 * was taken over may say anything, and a broken one too; it is heard before something is done by it, not in the middle.
 */
final class Sound {
    /** Docker's own (docs.docker.com, "Start containers automatically"); empty stands for {@code no}. */
    private static final Set<String> POLICIES = Set.of("", "no", "always", "unless-stopped", "on-failure");

    private static final String SIGNAL = "[A-Z0-9+-]{1,16}";

    private Sound() {}

    static boolean is(Container container) {
        try {
            if (!container.name().isEmpty()) Allowed.name(container.name());
            if (!container.image().isEmpty()) Allowed.image(container.image());
            if (!container.startedAt().isEmpty()) DockerTime.parse(container.startedAt());
            if (!container.finishedAt().isEmpty()) DockerTime.parse(container.finishedAt());
            new Endpoints(container).others().map(Endpoints::reference).forEach(Allowed::name);
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
        return POLICIES.contains(container.restartPolicy().replaceFirst(":[0-9]+$", ""))
                && container.stopSignal().matches(SIGNAL);
    }
}
