package dev.understudy.rotation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.container.Container;
import dev.understudy.container.Image;
import dev.understudy.container.PublishedPorts;
import dev.understudy.container.Recreation;
import dev.understudy.container.SwarmNetworks;
import dev.understudy.host.DockerCommands;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import dev.understudy.workerlog.WorkerLog;
import dev.understudy.workerlog.WorkerLogs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is done to one container; what is done already, or to one that is gone, counts as done. */
@Component
class Containers {
    private static final int BRIEF = 12;
    private static final long EARLY_MS = 250;

    /** What an engine says that fails to rename in its swarm what it renamed here. */
    private static final String IN_SWARM = "to cluster on rename";

    private final ObjectMapper json;
    private final WorkerLogs logs;

    Containers(ObjectMapper json, WorkerLogs logs) {
        this.json = json;
        this.logs = logs;
    }

    /** By its id or name; empty when there is none, or one that is only left to be removed: nothing else can be done to it. */
    Optional<Container> find(Work work, @Nullable String id) {
        if (id == null) return Optional.empty();
        var result = Answers.sure(work, DockerCommands.inspect(id), "looking at container " + brief(id));
        if (result.isGood()) return Optional.of(again(result.text(), id)).filter(found -> !found.isDead());
        if (Answers.isMissing(result)) return Optional.empty();
        throw Answers.meaning(result, "looking at container " + brief(id));
    }

    /**
     * The same container with its MAC address as one that was chosen, where that is so and only an older form of the answer tells
     * (engines of API 1.52 and newer). An engine that does not know that form has told it already.
     */
    Container told(Work work, Container container) {
        if (!container.isMacUnsure()) return container;
        var result = work.run(DockerCommands.inspectAs(Container.TELLING_API, container.id()));
        return result.isGood() ? container.toldBy(again(result.text(), container.id())) : container;
    }

    /** The same container once more, with other values of these variables; secret. */
    Recreation anew(Work work, Container container, Map<String, String> changed, PublishedPorts ports) {
        return Recreation.of(told(work, container), image(work, container), changed, ports);
    }

    /** What Docker says of a container before anything was done; what cannot be understood is refused, and quoted nowhere. */
    Container read(String inspected) {
        try {
            return Container.parse(inspected, json);
        } catch (IllegalArgumentException e) {
            throw new StepFailed(
                    "inspect-unreadable",
                    "What Docker says of the container cannot be understood",
                    "docker container inspect printed what no Docker prints.");
        }
    }

    /** Its image; what cannot be understood is refused, and quoted nowhere. */
    Image image(Work work, Container container) {
        var inspected = Answers.text(work, DockerCommands.image(container.image()), "looking at the image");
        try {
            return Image.parse(inspected, json);
        } catch (IllegalArgumentException e) {
            throw new StepFailed(
                    "inspect-unreadable",
                    "What Docker says of the image cannot be understood",
                    "docker image inspect printed what no Docker prints.");
        }
    }

    /** The same in the middle of a rotation: it may be half an answer, so it is asked for again. */
    private Container again(String inspected, String id) {
        try {
            return Container.parse(inspected, json);
        } catch (IllegalArgumentException e) {
            throw new Unsure("looking at container " + brief(id) + ": what Docker says of it cannot be understood");
        }
    }

    /** What it has logged since it was started; the first lines may be dated some milliseconds before that (measured). */
    WorkerLog log(Work work, Container container) {
        var since = Instant.parse(container.startedAt()).minusMillis(EARLY_MS).toString();
        var result = work.run(DockerCommands.logs(container.id(), since));
        // both streams are one, so what Docker itself says of a failure is not told apart from what a worker says
        if (!result.isGood()) throw Answers.unsure(result, "reading the log of container " + brief(container.id()));
        return logs.read(result.text());
    }

    void policy(Work work, @Nullable String id, String policy) {
        if (id == null || find(work, id).isEmpty()) return;
        Answers.text(work, work.docker().restart(id, policy), "setting the restart policy of container " + brief(id));
    }

    /**
     * Renames it to {@code to} when it is called {@code from}, or, {@code from} being its id, whatever it is called. One that runs in a
     * swarm's network cannot be renamed there (20.10, measured), so it is taken out of that; whoever calls connects it again.
     */
    void rename(Work work, @Nullable String id, String from, String to) {
        var container = find(work, id).orElse(null);
        if (container == null || container.name().equals(to)) return;
        if (!from.equals(container.id()) && !from.equals(container.name())) return;
        var what = "renaming container " + brief(container.id());
        var result = Answers.sure(work, work.docker().rename(container.id(), to), what);
        if (result.isGood()) return;
        if (!result.err().contains(IN_SWARM)) throw Answers.meaning(result, what);
        for (var network : SwarmNetworks.of(container))
            Answers.text(work, work.docker().disconnect(network, container.id()), what);
        Answers.text(work, work.docker().rename(container.id(), to), what);
    }

    void remove(Work work, @Nullable String id) {
        if (id == null) return;
        var what = "removing container " + brief(id);
        var result = Answers.sure(work, work.docker().remove(id), what);
        if (result.isGood() || Answers.isMissing(result)) return;
        throw result.err().contains("is already in progress")
                ? Answers.unsure(result, what)
                : Answers.meaning(result, what);
    }

    /** After all is done: it has to run; when it does not, everything is looked at once more. */
    void mustRun(Work work, @Nullable String id) {
        var running = find(work, id).filter(Container::isRunning);
        if (running.isEmpty()) throw new Unsure("container " + brief(String.valueOf(id)) + " does not run any more");
    }

    /** The ids of those that this rotation made. */
    static List<String> made(Work work) {
        return Answers.text(work, work.docker().made(), "looking for the next container")
                .lines()
                .toList();
    }

    void start(Work work, String id) {
        Answers.text(work, work.docker().start(id), "starting container " + brief(id));
    }

    /** The same; false when it can never be started again, because its engine was killed in its last start. */
    boolean starts(Work work, String id) {
        var result = work.run(work.docker().start(id));
        if (Answers.isStuck(result)) return false;
        if (!result.isGood()) throw Answers.meaning(result, "starting container " + brief(id));
        return true;
    }

    /**
     * Starts the next container; one that an engine was killed in the start of would never start again, and is made once more. Gives what
     * was told of that; empty when it was not needed.
     */
    Optional<String> startNext(Work work, Supplier<String> again) {
        if (starts(work, work.nextId())) return Optional.empty();
        remove(work, work.nextId());
        var told = again.get();
        start(work, work.nextId());
        return Optional.of(told);
    }

    /** The container that is replaced. */
    Container old(Work work) {
        return find(work, work.facts().oldId())
                .orElseThrow(() ->
                        new StepFailed("no-such-container", "The container is gone", "Somebody removed it meanwhile."));
    }

    static String brief(String id) {
        return id.length() > BRIEF ? id.substring(0, BRIEF) : id;
    }
}
