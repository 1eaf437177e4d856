package dev.understudy.rotation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.container.Container;
import dev.understudy.container.WorkerLog;
import dev.understudy.host.CommandResult;
import dev.understudy.host.DockerCommands;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is done to one container; what is done already, or to one that is gone, counts as done. */
@Component
class Containers {
    private static final int BRIEF = 12;
    private static final long EARLY_MS = 250;
    private final ObjectMapper json;

    Containers(ObjectMapper json) {
        this.json = json;
    }

    /** By its id or name; empty when there is none, or one that is only left to be removed: nothing else can be done to it. */
    Optional<Container> find(Work work, @Nullable String id) {
        if (id == null) return Optional.empty();
        var result = Answers.sure(work, DockerCommands.inspect(id), "looking at container " + brief(id));
        if (result.isGood())
            return Optional.of(Container.parse(result.text(), json)).filter(found -> !found.isDead());
        if (Answers.isMissing(result)) return Optional.empty();
        throw Answers.meaning(result, "looking at container " + brief(id));
    }

    /** What it has logged since it was started; the first lines may be dated some milliseconds before that (measured). */
    WorkerLog log(Work work, Container container) {
        var since = Instant.parse(container.startedAt()).minusMillis(EARLY_MS).toString();
        var command = DockerCommands.logs(container.id(), since);
        return WorkerLog.read(Answers.merged(work, command, "reading the log of " + brief(container.id())), json);
    }

    void policy(Work work, @Nullable String id, String policy) {
        if (id == null || find(work, id).isEmpty()) return;
        Answers.text(work, work.docker().restart(id, policy), "setting the restart policy of container " + brief(id));
    }

    /** Renames it to {@code to} when it is called {@code from}, or, {@code from} being its id, whatever it is called. */
    void rename(Work work, @Nullable String id, String from, String to) {
        var container = find(work, id).orElse(null);
        if (container == null || container.name().equals(to)) return;
        if (!from.equals(container.id()) && !from.equals(container.name())) return;
        Answers.text(work, work.docker().rename(container.id(), to), "renaming container " + brief(container.id()));
    }

    void remove(Work work, @Nullable String id) {
        if (id == null) return;
        var result = Answers.sure(work, work.docker().remove(id), "removing container " + brief(id));
        if (!result.isGood() && !isGone(result)) throw Answers.meaning(result, "removing container " + brief(id));
    }

    void start(Work work, String id) {
        Answers.text(work, work.docker().start(id), "starting container " + brief(id));
    }

    /** The same; false when it can never be started again, because its engine was killed in its last start. */
    boolean starts(Work work, String id) {
        var result = work.host().run(work.docker().start(id));
        if (Answers.isStuck(result)) return false;
        if (!result.isGood()) throw Answers.meaning(result, "starting container " + brief(id));
        return true;
    }

    static String brief(String id) {
        return id.length() > BRIEF ? id.substring(0, BRIEF) : id;
    }

    private static boolean isGone(CommandResult result) {
        return Answers.isMissing(result) || result.err().contains("is already in progress");
    }
}
