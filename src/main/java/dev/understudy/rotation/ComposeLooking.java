package dev.understudy.rotation;

import dev.understudy.container.Choice;
import dev.understudy.container.ComposedEnvironment;
import dev.understudy.container.Container;
import dev.understudy.container.DockerTime;
import dev.understudy.container.EnvReading;
import dev.understudy.container.Image;
import dev.understudy.container.Obstacles;
import dev.understudy.host.ComposeProject;
import dev.understudy.host.DockerCommands;
import dev.understudy.host.Replica;
import dev.understudy.host.Replicas;
import dev.understudy.rotation.Setback.StepFailed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A container that compose made, looked at: its project as the first {@code up} was given it, all containers of its service, and
 * whether compose would give them the environment that they have. Nothing is changed.
 */
class ComposeLooking {
    private final RotationSettings settings;
    private final Containers containers;

    ComposeLooking(RotationSettings settings, Containers containers) {
        this.settings = settings;
        this.containers = containers;
    }

    /**
     * What was found.
     *
     * @param project with the containers that are to be replaced
     * @param note for people
     */
    record Found(ComposeProject project, String note) {}

    /** The container's project, when it can be made again from its labels: compose and all its files are on the host. */
    ComposeProject project(Work work, Container old) {
        if (old.labels().getOrDefault(ComposeProject.ONE_OFF, "").equals("True"))
            throw new StepFailed(
                    "container-is-one-off",
                    "The container cannot be rotated",
                    "It was made by compose run, for once: compose up would make another one beside it. Start the service"
                            + " with up, or the container without compose.");
        return program(work, there(work, old));
    }

    /** Looks at the rest; what cannot be kept as it is is refused. */
    Found look(Work work, ComposeProject project, Container old, EnvReading env) {
        var all = containers(work, project, old);
        var composed = Composed.service(work, project);
        key(work, composed, env);
        var note = differences(work, all, composed);
        var beside = all.stream().noneMatch(Choice::isExclusive);
        var hash = Composed.hash(work, project);
        var isInLine = all.stream()
                .allMatch(one -> hash.equals(Optional.ofNullable(one.labels().get(ComposeProject.HASH))));
        var found = Replicas.found(
                all.stream()
                        .map(one -> Replica.found(one.id(), one.name(), isAtWork(work, one), one.restartPolicy()))
                        .toList(),
                beside);
        return new Found(
                project.with(found.hashed(isInLine ? hash.orElse(null) : null)),
                note(all, beside, isInLine || project.isPlugin()) + note);
    }

    /** The reading of the labels whose files are all there. */
    private static ComposeProject there(Work work, Container old) {
        var readings = ComposeProject.readings(old.labels());
        if (readings.isEmpty()) throw missing("its labels do not name its files");
        for (var reading : readings)
            if (Answers.sure(work, reading.filesThere(), "looking for the compose files")
                    .isGood()) return reading;
        var files = new ArrayList<>(readings.get(0).files());
        files.addAll(readings.get(0).envFiles());
        throw missing("not all of " + String.join(", ", files) + " are on the host");
    }

    private static ComposeProject program(Work work, ComposeProject project) {
        if (Answers.sure(work, project.version(), "looking for compose").isGood()) return project;
        var older = project.withOlderProgram();
        if (Answers.sure(work, older.version(), "looking for compose").isGood()) return older;
        throw missing("neither docker compose nor docker-compose is on the host");
    }

    /** Those that are at work, and the configured one whether it is or not; by their numbers. */
    private List<Container> containers(Work work, ComposeProject project, Container old) {
        var all = new ArrayList<>(List.of(old));
        for (var id : Answers.text(work, project.containers(), "looking for the service's containers")
                .lines()
                .toList()) {
            if (id.equals(old.id())) continue;
            var one = containers.read(
                    Answers.text(work, DockerCommands.inspect(id), "looking at the service's containers"));
            if (!isAtWork(work, one)) continue;
            Obstacles.of(one).ifPresent(obstacle -> {
                throw new StepFailed(
                        obstacle.code(), "The container cannot be rotated", one.name() + ": " + obstacle.detail());
            });
            all.add(one);
        }
        all.sort(Comparator.comparingInt(ComposeLooking::number).thenComparing(Container::name));
        return all;
    }

    /**
     * Where compose has the key from, as far as it can be said before: it gives the env file's value and no other; or none, when the
     * worker reads the file itself.
     */
    private void key(Work work, ComposedEnvironment composed, EnvReading env) {
        for (var variable : settings.envKey(NewEnvFile.provider(work)).variables()) {
            var given = composed.value(variable);
            var isRead = given.isEmpty() && env.mountedAt() != null;
            if (!isRead && !given.equals(env.file().value(variable))) throw elsewhere(variable);
        }
    }

    static StepFailed elsewhere(String variable) {
        return new StepFailed(
                "compose-key-elsewhere",
                "Compose does not take the key from the env file",
                "What it gives the service as " + variable
                        + " is not the env file's: environment: in its files, another"
                        + " env_file or a variable of the shell says otherwise.");
    }

    private String differences(Work work, List<Container> all, ComposedEnvironment composed) {
        var rotated = settings.envKey(NewEnvFile.provider(work)).variables();
        var names = new TreeSet<String>();
        var images = new HashMap<String, Image>(); // mostly all have the same
        for (var one : all) {
            var image = images.computeIfAbsent(one.image(), id -> containers.image(work, one));
            names.addAll(composed.differences(one, image, rotated));
        }
        if (names.isEmpty()) return "";
        if (settings.env() == RotationSettings.Env.FILE)
            return " By understudy.rotation.env: file they get compose's " + String.join(", ", names) + ".";
        throw new StepFailed(
                "compose-would-change",
                "Compose would give the service other variables than it has",
                String.join(", ", names)
                        + ": edits that were never deployed, or variables of the shell that the service was"
                        + " started from. The next up would change them, and a rotation must not. Bring the files and the containers"
                        + " together, or accept what the files say: understudy.rotation.env: file.");
    }

    /** That the hashes differ says nothing with the plugin: its own leaves the env files out, and the label's does not (2.40.3). */
    private static String note(List<Container> all, boolean beside, boolean isInLine) {
        var count = all.size() == 1 ? "" : " Its service has " + all.size() + " containers: one after the other.";
        var how =
                beside ? " Each next one starts beside the old one." : " Each old one ends before the next one starts.";
        var line = isInLine ? "" : " Its files say something else than they did: that waits for the next up.";
        return count + how + line;
    }

    /** Whether it runs, or did when the rotation began: an engine that died meanwhile starts most of them again, and not always all. */
    private static boolean isAtWork(Work work, Container one) {
        var ended = one.finishedAt();
        return one.isRunning()
                || (!ended.isEmpty()
                        && DockerTime.parse(ended).toEpochMilli()
                                >= work.rotation().createdAt());
    }

    private static int number(Container one) {
        var number = one.labels().getOrDefault(ComposeProject.NUMBER, "");
        return number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : 0;
    }

    private static StepFailed missing(String why) {
        return new StepFailed(
                "compose-files-missing",
                "Compose's own files are not all there",
                why + ". Put them there, or start the container without compose.");
    }
}
