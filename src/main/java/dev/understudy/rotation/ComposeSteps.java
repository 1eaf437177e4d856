package dev.understudy.rotation;

import dev.understudy.container.Container;
import dev.understudy.host.CommandResult;
import dev.understudy.host.ComposeProject;
import dev.understudy.host.DockerCommands;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import java.time.Duration;
import java.util.Objects;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The steps of a container that compose owns: compose makes it anew, from its own files and the env file that is in place. */
@Component("rotationCompose")
public class ComposeSteps {
    private static final Duration SLACK = Duration.ofMinutes(2);
    private final Steps steps;
    private final Containers containers;
    private final RotationSettings settings;

    /** Does them by the journal. */
    public ComposeSteps(Steps steps, Containers containers, RotationSettings settings) {
        this.steps = steps;
        this.containers = containers;
        this.settings = settings;
    }

    /** The container's project, when compose and the project's files are on the host; refused otherwise. */
    static ComposeProject check(Work work, Container old) {
        var project = ComposeProject.of(old.labels()).orElseThrow(() -> refused("its labels do not name its files"));
        if (!Answers.sure(work, project.filesThere(), "looking for the compose files")
                .isGood()) throw refused("not all of " + String.join(", ", project.files()) + " are on the host");
        if (Answers.sure(work, project.version(), "looking for compose").isGood()) return project;
        var older = project.withOlderProgram();
        if (Answers.sure(work, older.version(), "looking for compose").isGood()) return older;
        throw refused("neither docker compose nor docker-compose is on the host");
    }

    /** The container anew, unless that was done already. */
    public void up(@ExchangeProperty("work") Work work) {
        steps.run(work, "compose-up", () -> {
            var known = containers.find(work, work.target().container()).filter(one -> !isOld(work, one));
            var next = known.filter(Container::isRunning).orElseGet(() -> recreate(work));
            steps.remember(work, work.facts().made(next.id()));
            return "compose made container " + Containers.brief(next.id());
        });
    }

    /** Compose makes it once more, from the old env file; a container that it never replaced just runs again. */
    public void back(@ExchangeProperty("work") Work work) {
        steps.run(work, "compose-up", () -> {
            var now = containers.find(work, work.target().container());
            if (now.isPresent() && isOld(work, now.get()))
                containers.start(work, now.get().id());
            else
                return "compose made container "
                        + Containers.brief(recreate(work).id()) + " with the old env file";
            return "compose had not replaced the old container; it runs";
        });
    }

    private Container recreate(Work work) {
        var finish = settings.drain();
        var up = project(work).up(work.files().place(), finish.toSeconds()).within(finish.plus(SLACK));
        var result = steps.holding(work, () -> work.run(up));
        if (!result.isGood()) throw failure(work, result);
        return containers
                .find(work, work.target().container())
                .orElseThrow(() ->
                        new Unsure("compose up: there is no " + work.target().container()));
    }

    /** Its output is thrown away, so the engine itself is asked whether it was away. */
    private static RuntimeException failure(Work work, CommandResult result) {
        var away = !work.run(DockerCommands.version()).isGood();
        return away ? new Unsure("compose up: Docker does not answer") : Answers.meaning(result, "compose up");
    }

    private static ComposeProject project(Work work) {
        return Objects.requireNonNull(work.facts().compose());
    }

    private static boolean isOld(Work work, Container container) {
        return container.id().equals(work.facts().oldId());
    }

    private static StepFailed refused(String why) {
        return new StepFailed(
                "compose-files-missing",
                "Compose owns the container and cannot make it anew",
                why + ". Put them there, or start the container without compose.");
    }
}
