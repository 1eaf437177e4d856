package dev.understudy.container;

import java.util.List;
import java.util.Map.Entry;

/** A container's networks that are a swarm's: where it runs in one, Docker 20.10 cannot rename it (measured). */
public final class SwarmNetworks {
    private SwarmNetworks() {}

    /** Their ids. */
    public static List<String> of(Container container) {
        return container.networks().stream()
                .filter(each -> Endpoints.isSwarms(each.getValue()))
                .map(Endpoints::reference)
                .toList();
    }

    /** What it takes to connect the next container to those of the old one's networks, whatever kind, that it is not in. */
    public static List<Connect> missing(Container old, Container next) {
        var there = next.networks().stream().map(Entry::getKey).toList();
        return new Endpoints(old).connects(next.id(), each -> !there.contains(each));
    }
}
