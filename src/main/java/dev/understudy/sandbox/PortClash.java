package dev.understudy.sandbox;

import java.util.HashSet;
import java.util.Set;

/** Two containers cannot publish the same port of the host. */
final class PortClash {
    private static final int BROKEN = 500;

    private PortClash() {}

    /** Refuses to start a container that needs a port of a running one, as Docker does. */
    static void check(FakeContainer starting, FakeContainer running) {
        var taken = ports(running);
        for (var port : ports(starting))
            if (taken.contains(port))
                throw new DockerRefused(
                        BROKEN,
                        "driver failed programming external connectivity on endpoint " + starting.name() + " ("
                                + starting.id() + "): Bind for 0.0.0.0:" + port
                                + " failed: port is already allocated");
    }

    private static Set<String> ports(FakeContainer container) {
        var ports = new HashSet<String>();
        for (var bindings : container.spec().hostConfig().path("PortBindings"))
            for (var binding : bindings) ports.add(binding.path("HostPort").asText());
        ports.remove("");
        ports.remove("0");
        ports.removeIf(port -> port.contains("-")); // of a range each gets a free one
        return ports;
    }
}
