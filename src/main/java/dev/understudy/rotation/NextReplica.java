package dev.understudy.rotation;

import dev.understudy.container.ComposedEnvironment;
import dev.understudy.container.Container;
import dev.understudy.container.PublishedPorts;
import dev.understudy.container.Recreation;
import dev.understudy.host.ComposeProject;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Creates the container that takes over from one of a compose service. It is made from the old one, labels included, and not by
 * compose: {@code up --force-recreate} ends all of a service's containers at once, {@code up --no-recreate} gives the one that is
 * missing another number, another name and an empty anonymous volume (measured with 1.29). With the hash that compose itself
 * computes on its label, the next {@code up} finds it up to date.
 */
@Component
class NextReplica {
    /** What may differ besides: how volumes and image are named in a request, and the policy, which comes later. */
    private static final List<String> NAMED_OTHERWISE = List.of(
            "label dev.understudy.rotation:",
            "label " + ComposeProject.HASH + ":",
            "Config.Image:",
            "HostConfig.RestartPolicy:",
            "HostConfig.Mounts:");

    private final Steps steps;
    private final Containers containers;
    private final NextContainer engine;
    private final RotationSettings settings;

    NextReplica(Steps steps, Containers containers, NextContainer engine, RotationSettings settings) {
        this.steps = steps;
        this.containers = containers;
        this.engine = engine;
        this.settings = settings;
    }

    /** Creates it unless this rotation has made it, connects it and compares it; gives what is different in it. */
    String create(Work work) {
        var plan = plan(work, containers.old(work));
        var name = NextContainer.nameOf(work);
        var id = containers
                .find(work, name)
                .or(() -> containers.find(work, work.facts().nextId()))
                .map(Container::id)
                .orElseGet(() -> engine.engine(work, plan, name));
        steps.remember(work, work.getComposing().changed(one -> one.made(id)).made(id));
        plan.networks(id).forEach(network -> engine.connect(work, network));
        var next = containers.find(work, id).orElseThrow(() -> new Unsure("creating the next container: it is gone"));
        return Containers.brief(id) + " differs from the old one in:\n" + String.join("\n", compare(work, plan, next));
    }

    private Recreation plan(Work work, Container old) {
        var composed =
                Composed.service(work, Objects.requireNonNull(work.facts().compose()));
        var plan = containers
                .anew(work, old, environment(work, composed), PublishedPorts.KEEP)
                .labelled(work.rotation().id());
        var hash = work.getComposing().replicas().hash();
        return hash == null ? plan : plan.labelled(ComposeProject.HASH, hash);
    }

    /** What the old one's environment is changed by: the key alone, or all that compose says. */
    private Map<String, String> environment(Work work, ComposedEnvironment composed) {
        if (settings.env() == RotationSettings.Env.FILE) return composed.values();
        var changed = new LinkedHashMap<String, String>();
        for (var name : rotated(work)) composed.value(name).ifPresent(value -> changed.put(name, value));
        return changed;
    }

    private List<String> compare(Work work, Recreation plan, Container next) {
        var lines = plan.differences(next);
        var expected = new ArrayList<>(NAMED_OTHERWISE);
        if (settings.env() == RotationSettings.Env.FILE) expected.add("env ");
        rotated(work).forEach(name -> expected.add("env " + name + ":"));
        var others = lines.stream()
                .filter(line -> expected.stream().noneMatch(line::startsWith))
                .toList();
        if (others.isEmpty()) return lines;
        throw new StepFailed(
                "container-differs",
                "The next container is not as the old one",
                "Beyond the key it differs in " + String.join("; ", others) + ".");
    }

    private List<String> rotated(Work work) {
        return settings.envKey(NewEnvFile.provider(work)).variables();
    }
}
