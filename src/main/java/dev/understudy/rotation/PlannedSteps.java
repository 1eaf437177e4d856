package dev.understudy.rotation;

import dev.understudy.container.Strategy;
import java.util.ArrayList;
import java.util.List;

/** The names of the steps that routes/rotation.camel.yaml would do on a host, in their order. */
final class PlannedSteps {
    private static final List<String> PREPARE = List.of("reach", "look", "lock", "snapshot", "upload");
    private static final List<String> END = List.of("clean-up", "unlock", "stand");

    private PlannedSteps() {}

    static List<String> of(HostFacts facts, boolean isWithDependents) {
        var steps = new ArrayList<>(PREPARE);
        if (Strategy.COMPOSE.code().equals(facts.strategy())) steps.addAll(List.of("commit", "compose-up", "verify"));
        else if (Strategy.STOP_FIRST.code().equals(facts.strategy())) stopFirst(steps, facts.env().mountedAt() != null);
        else overlap(steps, Strategy.OVERLAP.code().equals(facts.strategy()) && facts.env().mountedAt() != null);
        if (isWithDependents) steps.add("dependents");
        steps.addAll(END);
        return List.copyOf(steps);
    }

    /** With a mounted file the commit comes before the start: nobody else reads it then. */
    private static void stopFirst(List<String> steps, boolean isMounted) {
        steps.addAll(List.of("create", "retire", "drain"));
        steps.addAll(isMounted ? List.of("commit", "start", "verify") : List.of("start", "verify", "commit"));
        steps.addAll(List.of("policy", "swap"));
    }

    private static void overlap(List<String> steps, boolean isFollowed) {
        steps.addAll(List.of("create", "start", "verify", "commit"));
        if (isFollowed) steps.addAll(List.of("follow", "verify"));
        steps.addAll(List.of("policy", "drain", "swap"));
    }
}
