package dev.understudy.container;

import dev.understudy.host.ComposeProject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a container is replaced, and why so. Devices and writable named volumes are taken for something that two workers can
 * share for a while; where they cannot, the label {@link #EXCLUSIVE} on the container says so.
 *
 * @param strategy how
 * @param reason why, in plain words
 */
public record Choice(Strategy strategy, String reason) {
    /** The label, with the value true, of a container that must not run beside its successor. */
    public static final String EXCLUSIVE = "dev.understudy.exclusive";

    private static final String GAP = " It has to stop before the next one starts, and nobody is there in between.";
    private static final String CURES =
            " What helps against a fixed port: publish nothing (published-ports: drop; a worker"
                    + " needs no port), publish a free port of loopback (published-ports: ephemeral), have two fixed ports that the"
                    + " monitor knows both of, let a proxy own the port, or accept the gap.";

    /** Looks at what of the container can be had only once. */
    public static Choice of(Container old, PublishedPorts ports) {
        var project = old.labels().getOrDefault(ComposeProject.PROJECT, "");
        if (!project.isEmpty())
            return choice(Strategy.COMPOSE, "Compose made it, in the project " + project + ".", old);
        var reasons = reasons(old, ports);
        if (reasons.isEmpty()) return choice(Strategy.OVERLAP, overlap(old, ports), old);
        var cures = port(old, ports).isEmpty() ? "" : CURES;
        return choice(Strategy.STOP_FIRST, String.join(" ", reasons) + GAP + cures, old);
    }

    /** Whether two of it cannot run side by side, whoever owns it. */
    public static boolean isExclusive(Container old) {
        return !reasons(old, PublishedPorts.KEEP).isEmpty();
    }

    /** All of them: to cure one of two would help nobody. */
    private static List<String> reasons(Container old, PublishedPorts ports) {
        return Stream.of(exclusive(old), network(old), address(old), port(old, ports))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> exclusive(Container old) {
        return when(
                old.labels().getOrDefault(EXCLUSIVE, "").equals("true"),
                "Its label " + EXCLUSIVE + " says that it must not run twice.");
    }

    /** In one network two workers cannot both listen on the port of their health check. */
    private static Optional<String> network(Container old) {
        var mode = old.networkMode();
        return when(
                mode.isHost() || mode.isContainer(),
                "It has no network of its own: two workers would listen on the same port there.");
    }

    private static Optional<String> address(Container old) {
        var fixed = new Endpoints(old).fixedAddresses();
        if (!fixed.isEmpty())
            return Optional.of(
                    "It has a fixed IP address in the network " + fixed.get(0) + ", which only one can have.");
        return when(!new Endpoints(old).mac().isEmpty(), "It has a fixed MAC address, which only one can have.");
    }

    private static Optional<String> port(Container old, PublishedPorts ports) {
        var fixed = fixedPorts(old);
        return when(
                ports == PublishedPorts.KEEP && !fixed.isEmpty(),
                "It has the host's port " + fixed + ", which only one can have.");
    }

    private static String overlap(Container old, PublishedPorts ports) {
        var fixed = fixedPorts(old);
        var plain = "The old one goes on until the next one is verified: nothing of it can be had only once.";
        if (fixed.isEmpty()) return plain;
        var becomes = ports == PublishedPorts.DROP ? " is published no more." : " gives way to a free one of loopback.";
        return plain + " The host's port " + fixed + becomes;
    }

    private static String fixedPorts(Container old) {
        return String.join(", ", new HostPorts(old.hostConfig().path("PortBindings")).fixed());
    }

    private static Optional<String> when(boolean is, String reason) {
        return is ? Optional.of(reason) : Optional.empty();
    }

    private static Choice choice(Strategy strategy, String reason, Container old) {
        return new Choice(strategy, old.isRunning() ? reason : reason + " It does not run now.");
    }
}
