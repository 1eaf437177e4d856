package dev.understudy.rotation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.container.Connect;
import dev.understudy.container.Container;
import dev.understudy.container.Image;
import dev.understudy.container.PublishedPorts;
import dev.understudy.container.Recreation;
import dev.understudy.envfile.EnvFile;
import dev.understudy.host.CommandResult;
import dev.understudy.host.DockerCommands;
import dev.understudy.host.EngineCall;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import java.util.List;
import java.util.Optional;
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
        var old = containers.find(work, work.facts().oldId());
        if (work.facts().oldId() != null && old.isEmpty())
            throw new StepFailed("no-such-container", "The container is gone", "Somebody removed it meanwhile.");
        var plan = old.map(one -> plan(work, one));
        var id = Containers.made(work).stream().findFirst().orElseGet(() -> plan.map(
                        one -> engine(work, one, nameOf(work)))
                .orElseGet(() -> configured(work)));
        steps.remember(work, work.facts().made(id));
        plan.ifPresent(one -> one.networks(id).forEach(network -> connect(work, network)));
        return Containers.brief(id) + differences(work, plan);
    }

    /** The old container once more, under a name of its own and with the env file that is in place; not started. */
    String again(Work work, Container old) {
        var bytes =
                Answers.good(work, work.files().read(), "reading the env file").out();
        var plan = Recreation.of(old, image(work, old), EnvFile.parse(bytes).entries(), PublishedPorts.KEEP);
        var id = engine(work, plan, ContainerSteps.againName(work));
        plan.networks(id).forEach(network -> connect(work, network));
        return id;
    }

    private Image image(Work work, Container old) {
        var inspected = Answers.text(work, DockerCommands.image(old.image()), "looking at the image");
        try {
            return Image.parse(inspected, json);
        } catch (IllegalArgumentException e) {
            throw new StepFailed(
                    "inspect-unreadable",
                    "What Docker says of the image cannot be understood",
                    "docker image inspect printed what no Docker prints.");
        }
    }

    static String nameOf(Work work) {
        return work.target().container() + "-next-" + work.rotation().id();
    }

    private Recreation plan(Work work, Container old) {
        var bytes = newEnvFile
                .onHost(work)
                .orElseThrow(() -> new StepFailed(
                        "env-file-edited", "The new env file is gone", "Somebody removed or changed it."));
        var entries = EnvFile.parse(bytes).entries();
        return Recreation.of(old, image(work, old), entries, settings.publishedPorts())
                .labelled(work.rotation().id());
    }

    private String engine(Work work, Recreation plan, String name) {
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

    private void connect(Work work, Connect network) {
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
