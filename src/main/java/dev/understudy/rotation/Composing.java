package dev.understudy.rotation;

import dev.understudy.host.Replica;
import dev.understudy.host.Replicas;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** How far a host's compose service is, for the route and the steps. */
public final class Composing {
    private static final Replicas NONE = Replicas.found(List.of(), true);
    private final Work work;

    Composing(Work work) {
        this.work = work;
    }

    /** Whether a container is still to be replaced. */
    public boolean isReplacing() {
        return replicas().next().isPresent();
    }

    /** Whether a container is still to be put back. */
    public boolean isRestoring() {
        return replicas().toRestore().isPresent();
    }

    /** Whether the next container starts beside the old one. */
    public boolean isBeside() {
        return replicas().beside();
    }

    /** Whether every next worker has been found good. */
    public boolean isProven() {
        return replicas().proven();
    }

    /** Whether the next worker of the one that is worked on has been found good. */
    public boolean isServing() {
        return replicas().now().serves();
    }

    /** Whether the one that is worked on is the configured one, whose log is read elsewhere. */
    public boolean isConfigured() {
        return name().equals(work.target().container());
    }

    /** Whether there is one whose containers are known. */
    boolean isOne() {
        return !replicas().all().isEmpty();
    }

    /** The name of the container that is worked on: the configured one, or another one of its compose service. */
    String name() {
        var replicas = replicas();
        return replicas.current() < 0
                ? work.target().container()
                : replicas.now().name();
    }

    Replicas replicas() {
        var project = work.facts().compose();
        return project == null ? NONE : Objects.requireNonNullElse(project.replicas(), NONE);
    }

    /** What is remembered when the one that is worked on has changed. */
    HostFacts changed(UnaryOperator<Replica> how) {
        return with(replicas().change(how));
    }

    /** What is remembered when its containers are as far as that. */
    HostFacts with(Replicas changed) {
        var project = Objects.requireNonNull(work.facts().compose(), "it has a project");
        return work.facts().of(project.with(changed));
    }
}
