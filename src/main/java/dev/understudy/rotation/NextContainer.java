package dev.understudy.rotation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.container.Connect;
import dev.understudy.container.Container;
import dev.understudy.container.PublishedPorts;
import dev.understudy.container.Recreation;
import dev.understudy.container.SwarmNetworks;
import dev.understudy.host.CommandResult;
import dev.understudy.host.EngineCall;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Creates the container that takes over: from the old one's inspect, or, when there is none, from the configuration. */
@Component
class NextContainer {
    private static final String WHAT = "creating the next container";
    private final Steps steps;
    private final Containers containers;
    private final NewEnvFile newEnvFile;
    private final RotationSettings settings;
    private final ObjectMapper json;

    NextContainer(
            Steps steps, Containers containers, NewEnvFile newEnvFile, RotationSettings settings, ObjectMapper json) {
        this.steps = steps;
        this.containers = containers;
        this.newEnvFile = newEnvFile;
        this.settings = settings;
        this.json = json;
    }

    /** Creates it unless this rotation has made one, and connects it; gives what is different in it. */
    String create(Work work) {
        var plan = Optional.ofNullable(work.facts().oldId()).map(id -> plan(work, containers.old(work)));
        var id = Containers.made(work).stream().findFirst().orElseGet(() -> plan.map(
                        one -> engine(work, one, nameOf(work)))
                .orElseGet(() -> configured(work)));
        steps.remember(work, work.facts().made(id));
        plan.ifPresent(one -> one.networks(id).forEach(network -> connect(work, network)));
        return Containers.brief(id) + differences(work, plan);
    }

    /** The old container once more, as it is, under a name of its own; not started. */
    String again(Work work, Container old) {
        var plan = containers.anew(work, old, Map.of(), PublishedPorts.KEEP);
        var id = engine(work, plan, ContainerSteps.againName(work));
        plan.networks(id).forEach(network -> connect(work, network));
        return id;
    }

    /**
     * The one that finds the env file in its place, after one was verified with the staged file; once, whatever it is called by now. The
     * old one goes only when all that was done, so without it there is nothing left to do.
     */
    String follow(Work work) {
        var there = work.facts().env().interimId() == null
                ? Optional.<Container>empty()
                : containers.find(work, work.facts().nextId());
        if (there.isPresent() && containers.find(work, work.facts().oldId()).isEmpty())
            return Containers.brief(work.nextId()) + " is there, and the old one is gone";
        var plan = changed(work, containers.old(work));
        var id = there.or(() -> containers.find(work, ContainerSteps.lastName(work)))
                .map(Container::id)
                .orElseGet(() -> engine(work, plan, ContainerSteps.lastName(work)));
        if (!id.equals(work.facts().nextId())) steps.remember(work, work.facts().follow(id));
        plan.networks(id).forEach(network -> connect(work, network));
        return Containers.brief(id) + differences(work, Optional.of(plan));
    }

    /** Another container once more, in the new one's namespaces instead of the old one's, under that name; not started. */
    String joined(Work work, Container dependent, Set<String> words, String name) {
        var plan =
                containers.anew(work, dependent, Map.of(), PublishedPorts.KEEP).in(words, work.nextId());
        var id = engine(work, plan, name);
        plan.networks(id).forEach(network -> connect(work, network));
        return id;
    }

    /** Connects the next container to the old one's networks that it is not in: it may have been taken out to be renamed. */
    void connectAgain(Work work) {
        var old = containers.find(work, work.facts().oldId());
        if (old.isEmpty() || SwarmNetworks.of(old.get()).isEmpty()) return;
        containers.find(work, work.nextId()).ifPresent(next -> SwarmNetworks.missing(old.get(), next)
                .forEach(network -> connect(work, network)));
    }

    static String nameOf(Work work) {
        return work.getComposing().name() + "-next-" + work.rotation().id();
    }

    /** While the old worker goes on, a mounted file must not change before the new one is verified. */
    private Recreation plan(Work work, Container old) {
        var plan = changed(work, old);
        var mountedAt = work.facts().env().mountedAt();
        if (mountedAt == null || !work.isToFollow()) return plan;
        return plan.mounting(work.files().place().staged(), mountedAt);
    }

    private Recreation changed(Work work, Container old) {
        var bytes = newEnvFile
                .onHost(work)
                .orElseThrow(() -> new StepFailed(
                        "env-file-edited", "The new env file is gone", "Somebody removed or changed it."));
        return containers
                .anew(work, old, newEnvFile.changed(work, old, bytes), settings.publishedPorts())
                .labelled(work.rotation().id());
    }

    String engine(Work work, Recreation plan, String name) {
        var answer = call(work, plan.createPath(name), plan.createBody());
        if (answer.isGood()) return id(answer);
        var sentence = sentence(answer);
        if (answer.status() == 404 && sentence.contains("No such image"))
            throw new StepFailed("no-such-image", "The image is gone", "Docker does not have it any more: pull it.");
        // its name is taken, or the engine is in trouble: an earlier try of ours may have come through after all
        if (answer.status() == 409 || answer.status() >= 500) throw new Unsure(WHAT + ": HTTP " + answer.status());
        throw new StepFailed("step-failed", "A step failed on the host", WHAT + ": HTTP " + answer.status());
    }

    private static String configured(Work work) {
        var run = java.util.Objects.requireNonNull(work.target().run());
        return Answers.text(work, work.docker().create(nameOf(work), run.first()), WHAT)
                .strip();
    }

    void connect(Work work, Connect network) {
        var answer = call(work, network.path(), network.body());
        var connected = sentence(answer).contains("already");
        if (!answer.isGood() && !connected)
            throw new StepFailed(
                    "step-failed", "A step failed on the host", "connecting a network: HTTP " + answer.status());
    }

    private static EngineCall.Answer call(Work work, String path, byte[] body) {
        var answer = EngineCall.parse(work(work, EngineCall.post(path, body)).out());
        if (answer.status() == 0) throw new Unsure(WHAT + ": no answer came");
        return answer;
    }

    private static CommandResult work(Work work, byte[] request) {
        return Answers.good(work, work.docker().engine(request), WHAT);
    }

    private String differences(Work work, Optional<Recreation> plan) {
        if (plan.isEmpty()) return ", made from the configuration";
        var next = containers.find(work, work.facts().nextId()).orElseThrow(() -> new Unsure(WHAT + ": it is gone"));
        List<String> lines = plan.get().differences(next);
        return " differs from the old one in:\n" + String.join("\n", lines);
    }

    private String id(EngineCall.Answer answer) {
        try {
            return json.readTree(answer.body()).path("Id").asText();
        } catch (java.io.IOException e) {
            throw new Unsure(WHAT + ": the answer was cut off");
        }
    }

    private String sentence(EngineCall.Answer answer) {
        try {
            return json.readTree(answer.body()).path("message").asText("");
        } catch (java.io.IOException e) {
            return "";
        }
    }
}
