package dev.understudy.rotation;

import dev.understudy.common.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rotation would do on a host, as the API shows it; no value is in it.
 *
 * @param name the host's
 * @param strategy how the container would be replaced; null when it would be refused
 * @param because why so; null then
 * @param containers those that it would touch
 * @param dependents containers in its namespaces, which lose them with it
 * @param differences what becomes of variables
 * @param steps in their order; none when it would be refused
 * @param observed what was seen there, in words; null when it would be refused
 * @param problem why it would be refused; null when it would not
 */
public record HostPlan(
        String name,
        @Nullable String strategy,
        @Nullable String because,
        List<Touched> containers,
        List<String> dependents,
        List<Change> differences,
        List<String> steps,
        @Nullable String observed,
        @Nullable Problem problem) {

    /**
     * A container.
     *
     * @param name the configured one, or another one of its compose service
     * @param id its first 12 digits
     */
    public record Touched(String name, String id) {}

    /**
     * A variable.
     *
     * @param name its name
     * @param kind rotated, kept (the container's value), taken (the file's), added or left-out (only the file has it)
     * @param meaning the same in words
     */
    public record Change(String name, String kind, String meaning) {}

    /**
     * What is the same for all hosts.
     *
     * @param keyVariables those that hold the key
     * @param isWithDependents whether what lives in the worker's namespaces is made anew after it
     */
    record Shape(List<String> keyVariables, boolean isWithDependents) {}

    static HostPlan of(Work work, Looking.Seen seen, Shape shape) {
        var facts = seen.facts();
        var kept = facts.env().differences().stream()
                .map(one -> new Change(one.name(), EnvMeaning.kind(one.meaning()), one.meaning()));
        var rotated = shape.keyVariables().stream()
                .map(name -> new Change(name, "rotated", "it is the key, or a part of it"));
        return new HostPlan(
                work.label(),
                facts.strategy(),
                facts.reason(),
                touched(work, facts),
                seen.dependents().stream().map(Dependent::told).toList(),
                Stream.concat(rotated, kept).toList(),
                PlannedSteps.of(facts, shape.isWithDependents()),
                seen.told(),
                null);
    }

    private static List<Touched> touched(Work work, HostFacts facts) {
        var compose = facts.compose();
        if (compose != null && compose.replicas() != null)
            return compose.replicas().all().stream()
                    .map(one -> new Touched(one.name(), Containers.brief(one.oldId())))
                    .toList();
        var id = facts.oldId();
        return id == null ? List.of() : List.of(new Touched(work.target().container(), Containers.brief(id)));
    }

    static HostPlan refused(String host, Problem problem) {
        return new HostPlan(host, null, null, List.of(), List.of(), List.of(), List.of(), null, problem);
    }
}
