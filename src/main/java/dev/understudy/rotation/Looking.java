package dev.understudy.rotation;

import dev.understudy.container.Choice;
import dev.understudy.container.Container;
import dev.understudy.container.EnvReading;
import dev.understudy.container.Obstacles;
import dev.understudy.container.Strategy;
import dev.understudy.envfile.EnvFile;
import dev.understudy.envfile.EnvFileRefused;
import dev.understudy.host.Allowed;
import dev.understudy.host.DockerCommands;
import dev.understudy.host.FilesSeen;
import dev.understudy.host.Guarded;
import dev.understudy.host.Sha256;
import dev.understudy.rotation.HostFacts.Old;
import dev.understudy.rotation.HostFacts.Shas;
import dev.understudy.rotation.Setback.PersonNeeded;
import dev.understudy.rotation.Setback.StepFailed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The step {@code look}: what is there, whether it can be rotated, and how. It changes nothing, and refuses before anything is. */
@Component("rotationLooking")
public class Looking {
    private final Steps steps;
    private final NewEnvFile newEnvFile;
    private final LookingAtEnv lookingAtEnv;
    private final Containers containers;
    private final Dependents dependents;
    private final OldWorkerLog oldWorkerLog;
    private final RotationSettings settings;
    private final ComposeLooking composes;

    /** Decides by the settings. */
    Looking(
            Steps steps,
            NewEnvFile newEnvFile,
            LookingAtEnv lookingAtEnv,
            Containers containers,
            Dependents dependents,
            OldWorkerLog oldWorkerLog,
            RotationSettings settings) {
        this.steps = steps;
        this.lookingAtEnv = lookingAtEnv;
        this.containers = containers;
        this.newEnvFile = newEnvFile;
        this.dependents = dependents;
        this.oldWorkerLog = oldWorkerLog;
        this.settings = settings;
        composes = new ComposeLooking(settings, containers);
    }

    /** Looks; on a host that something was done to, only whether the env file is still one that we know. */
    public void look(@ExchangeProperty("work") Work work) {
        steps.run(work, "look", () -> work.facts().touched() ? again(work) : first(work));
    }

    private String first(Work work) {
        var seen = see(work);
        steps.remember(work, seen.facts());
        return seen.told();
    }

    /**
     * What is seen of a host that nothing was done to.
     *
     * @param facts what a rotation remembers of it
     * @param told the same in words, without a value
     * @param dependents what lives in the container's namespaces
     */
    record Seen(HostFacts facts, String told, List<Dependent> dependents) {}

    /** Looks, and writes nothing. */
    Seen see(Work work) {
        var version = docker(work);
        refusePodman(work);
        files(work);
        var bytes = NewEnvFile.read(work);
        var old = container(work).map(one -> containers.told(work, one));
        old.flatMap(Obstacles::of).ifPresent(obstacle -> {
            throw new StepFailed(obstacle.code(), "The container cannot be rotated", obstacle.detail());
        });
        var choice = old.map(one -> Choice.of(one, settings.publishedPorts())).orElseGet(() -> firstRun(work));
        var project = choice.strategy() == Strategy.COMPOSE ? composes.project(work, old.orElseThrow()) : null;
        var seen = env(work, old, bytes);
        var compose = project == null ? null : composes.look(work, project, old.orElseThrow(), seen.reading());
        var reason = compose == null ? choice.reason() : choice.reason() + compose.note();
        var env = newEnvFile.of(work, bytes, seen.reading().file());
        if (choice.strategy() != Strategy.COMPOSE) newEnvFile.refuseQuotes(work, env);
        var heard = old.map(one -> "; " + oldWorkerLog.heard(work, one)).orElse("");
        var shas = new Shas(env.oldSha(), Sha256.hex(env.bytes()));
        var living = old.map(one -> Dependents.of(work, one)).orElse(List.of());
        var facts = HostFacts.seen(choice.strategy().code(), reason, old(work, old), shas);
        var told = "Docker " + version + "; " + choice.strategy().code() + ": " + reason + heard + env.note()
                + LookingAtEnv.line(seen.seen())
                + dependents.note(living);
        return new Seen((compose == null ? facts : facts.of(compose.project())).of(seen.seen()), told, living);
    }

    private record Env(EnvReading reading, EnvSeen seen) {}

    private Env env(Work work, Optional<Container> old, byte[] bytes) {
        try {
            var key = newEnvFile.envKey(work);
            if (old.isEmpty()) return new Env(new EnvReading(EnvFile.parse(bytes), null), EnvSeen.NOTHING);
            var reading = EnvReading.of(old.get(), work.target().envFile(), bytes, key.variables());
            if (reading.mountedAt() != null && !Allowed.isPath(reading.mountedAt()))
                throw new StepFailed(
                        "env-file-refused",
                        "The env file cannot be looked at inside",
                        "It is mounted at a path that may not be part of a command: letters, digits, . _ - and / may.");
            return new Env(reading, lookingAtEnv.at(old.get(), containers.image(work, old.get()), reading, key));
        } catch (EnvFileRefused e) {
            throw NewEnvFile.refused(e);
        }
    }

    private static String docker(Work work) {
        var result = work.run(DockerCommands.version());
        if (result.isGood()) return result.text().strip();
        var missing = result.exit() != null && result.exit() == 127;
        if (missing) throw new StepFailed("no-docker", "There is no Docker on the host", "docker is not found there.");
        if (Answers.isUnsure(result) && !Answers.isDaemonAway(result)) throw Answers.unsure(result, "asking Docker");
        throw new StepFailed("no-docker", "Docker does not answer on the host", Answers.said(result));
    }

    /** A Docker that is too old to tell what it is made of is one. */
    private static void refusePodman(Work work) {
        var result = work.run(DockerCommands.components());
        var said = (result.text() + result.err()).toLowerCase(Locale.ROOT);
        if (said.contains("podman"))
            throw new StepFailed("engine-is-podman", "The host has Podman, not Docker", Obstacles.PODMAN_SAYS);
    }

    private static void files(Work work) {
        var result = Answers.sure(work, work.files().look(), "looking at the env file");
        if (!result.isGood()) throw noFiles(result.exit() == null ? 0 : result.exit(), work);
        var seen = FilesSeen.parse(result.text());
        if (!seen.problem().isEmpty())
            throw new StepFailed("env-file-refused", "The env file cannot be changed", seen.problem() + ".");
        if (seen.env().isEmpty())
            throw new StepFailed(
                    "no-env-file", "There is no env file", work.target().envFile() + " is not there.");
        if (!seen.lock().isEmpty() && !seen.lock().equals(work.rotation().id()))
            throw new StepFailed(
                    "host-locked",
                    "Another rotation holds the host",
                    seen.lock() + " does. If nobody works on it: see the runbook.");
    }

    private static StepFailed noFiles(int exit, Work work) {
        if (exit == Guarded.NO_FOLDER)
            return new StepFailed(
                    "no-env-file",
                    "There is no env file",
                    "The folder of " + work.target().envFile() + " is not there.");
        return new StepFailed(
                "host-lacks-tools",
                "The host lacks a tool",
                "It needs a POSIX shell, flock (util-linux) and GNU coreutils; exit " + exit + ".");
    }

    private Optional<Container> container(Work work) {
        var result = Answers.sure(work, DockerCommands.inspect(work.target().container()), "looking at the container");
        if (result.isGood()) return Optional.of(containers.read(result.text()));
        if (Answers.isMissing(result)) return Optional.empty();
        throw Answers.meaning(result, "looking at the container");
    }

    private static Choice firstRun(Work work) {
        if (work.target().run() != null)
            return new Choice(Strategy.FIRST_RUN, "there is no container yet; it is made from the configuration");
        throw new StepFailed(
                "no-such-container",
                "There is no such container",
                work.target().container() + " is not on " + work.target().name()
                        + ", and no run is configured for it.");
    }

    private static Old old(Work work, Optional<Container> old) {
        var run = work.target().run();
        return old.map(one -> new Old(one.id(), one.isRunning(), one.image(), one.restartPolicy()))
                .orElseGet(() -> new Old(null, false, null, run == null ? "no" : run.restart()));
    }

    /** The commit rule: the old checksum or the new one can be worked with, any other is somebody's edit. */
    private static String again(Work work) {
        var seen = FilesSeen.parse(Answers.text(work, work.files().look(), "looking at the env file"));
        if (!seen.env().equals(work.oldSha()) && !seen.env().equals(work.newSha()))
            throw new PersonNeeded(
                    "env-file-edited",
                    "The env file was changed by somebody else",
                    "It is neither the old nor the new one: whose change shall stay?");
        return "the env file is the " + (seen.env().equals(work.newSha()) ? "new" : "old") + " one; going "
                + (work.isBack() ? "back" : "on");
    }
}
