package dev.understudy.rotation;

import dev.understudy.container.Strategy;
import dev.understudy.host.Replicas;
import java.util.ArrayList;
import java.util.List;

/** The names of the steps that routes/rotation.camel.yaml would do on a host, in their order. */
final class PlannedSteps {
    private static final List<String> PREPARE = List.of("reach", "look", "lock", "snapshot", "upload");
    private static final List<String> END = List.of("clean-up", "unlock", "stand");

    private PlannedSteps() {}

    static List<String> of(HostFacts facts, boolean isWithDependents) {
        var steps = new ArrayList<>(PREPARE);
        var compose = facts.compose();
        if (compose != null && compose.replicas() != null) service(steps, compose.replicas(), isWithDependents);
        else if (Strategy.STOP_FIRST.code().equals(facts.strategy()))
            stopFirst(steps, facts.env().isMounted());
        else overlap(steps, facts.isToFollow());
        if (isWithDependents && compose == null) steps.add("dependents");
        steps.addAll(END);
        return List.copyOf(steps);
    }

    /** The env file first, then each container; what lives in their namespaces follows once there is no way back. */
    private static void service(List<String> steps, Replicas replicas, boolean isWithDependents) {
        steps.addAll(List.of("commit", "compose-config"));
        for (var left = replicas.all().size(); left > 0; left--) {
            steps.add("create");
            steps.addAll(
                    replicas.beside()
                            ? List.of("start", "verify", "policy", "drain")
                            : List.of("retire", "drain", "start", "verify", "policy"));
            steps.add("swap");
            if (isWithDependents && left == 1) steps.add("dependents");
        }
    }

    /** With a mounted file the commit comes before the start: nobody else reads it then. */
    private static void stopFirst(List<String> steps, boolean isMounted) {
        steps.addAll(List.of("create", "retire", "drain"));
        steps.addAll(isMounted ? List.of("commit", "start", "verify") : List.of("start", "verify", "commit"));
        steps.addAll(List.of("policy", "swap"));
    }

    private static void overlap(List<String> steps, boolean isFollowed) {
        steps.addAll(List.of("create", "start", "verify", "commit"));
        if (isFollowed) steps.addAll(List.of("follow", "verify-again"));
        steps.addAll(List.of("policy", "drain", "swap"));
    }
}
