package dev.understudy.rotation;

import dev.understudy.container.Container;
import dev.understudy.container.DockerTime;
import dev.understudy.container.Obstacles;
import dev.understudy.host.DependentsCommand;
import dev.understudy.rotation.Setback.StepFailed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The containers that live in the old worker's namespaces ({@code --network}, {@code --pid}, {@code --ipc container:NAME}), and the step
 * {@code dependents}, which makes them anew in the new one's. With the old worker they lose these: what is in its network or IPC goes on
 * in one that leads nowhere, what is in its process namespace is killed, and none of them can be started again, since the engine looks
 * for the old one's id (all of it measured on 20.10). What goes wrong with one is told, and takes no key back.
 */
@Component("rotationDependents")
public class Dependents {
    /** What died with the old worker has ended at most so much before the engine says that the worker did, ms. */
    private static final long SLACK_MS = 2_000;

    private static final String WHAT = "looking for containers in its namespaces";
    private static final Logger story = LoggerFactory.getLogger("dev.understudy.rotation.story");
    private final Steps steps;
    private final Containers containers;
    private final NextContainer next;
    private final boolean isWanted;

    Dependents(
            Steps steps,
            Containers containers,
            NextContainer next,
            @Value("${understudy.rotation.restart-dependents}") boolean isWanted) {
        this.steps = steps;
        this.containers = containers;
        this.next = next;
        this.isWanted = isWanted;
    }

    /** Whether they are made anew. For the route. */
    public boolean isWanted() {
        return isWanted;
    }

    /** Those that are in a container's namespaces. */
    static List<Dependent> of(Work work, Container container) {
        return all(work).stream()
                .filter(each -> each.isIn(words(container.id(), container.name())))
                .toList();
    }

    /** What is to be said of them before anything is done; empty when there are none. */
    String note(List<Dependent> found) {
        if (found.isEmpty()) return "";
        var names = found.stream().map(Dependent::told).collect(Collectors.joining(", "));
        var fate = isWanted
                ? "they are made anew after it"
                : "they lose them with it, and have to be made anew (understudy.rotation.restart-dependents: true does that)";
        return "; in its namespaces live " + names + ": " + fate;
    }

    /** Makes them anew, those that ran; again does no harm, and goes on with what was begun. */
    public void renew(@ExchangeProperty("work") Work work) {
        steps.run(work, "dependents", () -> {
            var told = all(work).stream()
                    .flatMap(each -> renewed(work, each).stream())
                    .toList();
            return told.isEmpty() ? "nothing lives in the old worker's namespaces" : String.join("; ", told);
        });
    }

    private Optional<String> renewed(Work work, Dependent dependent) {
        try {
            if (dependent.name().endsWith(ending(work))) return named(work, dependent);
            if (!dependent.isIn(oldWords(work)) || dependent.isIn(Set.of("container:" + work.nextId())))
                return Optional.empty();
            return Optional.of(hasToRun(work, dependent) ? anew(work, dependent) : left(dependent, "it did not run"));
        } catch (StepFailed e) {
            var told = left(dependent, e.problem().detail());
            story.warn("rotation {}, {}: {}", work.rotation().id(), work.label(), told);
            return Optional.of(told);
        }
    }

    /** Everything was done but the name. */
    private Optional<String> named(Work work, Dependent dependent) {
        var name = dependent
                .name()
                .substring(0, dependent.name().length() - ending(work).length());
        if (containers.find(work, name).isPresent()) return Optional.empty(); // not everything: its turn comes
        containers.rename(work, dependent.id(), dependent.id(), name);
        return Optional.of(done(name, dependent.id()));
    }

    private String anew(Work work, Dependent dependent) {
        var old = containers.find(work, dependent.id()).orElse(null);
        if (old == null) return left(dependent, "it is gone");
        var obstacle = Obstacles.of(old).filter(each -> !each.code().equals("container-has-no-log"));
        if (obstacle.isPresent()) return left(dependent, obstacle.get().detail());
        var name = dependent.name() + ending(work);
        var id = containers
                .find(work, name)
                .map(Container::id)
                .orElseGet(() -> next.joined(work, old, oldWords(work), name));
        Answers.text(work, work.docker().end(old.id()), "ending " + dependent.name());
        start(work, id, dependent);
        containers.policy(work, id, old.restartPolicy());
        containers.remove(work, old.id());
        containers.rename(work, id, id, dependent.name());
        return done(dependent.name(), id);
    }

    private static String done(String name, String id) {
        return name + " is made anew in the new worker's namespaces, as container " + Containers.brief(id);
    }

    private void start(Work work, String id, Dependent dependent) {
        try {
            if (containers.starts(work, id)) return;
        } catch (StepFailed e) {
            containers.remove(work, id);
            throw e;
        }
        containers.remove(work, id);
        throw new StepFailed("step-failed", "A step failed on the host", dependent.name() + " cannot be started");
    }

    /** Whether it runs, or ended when the old worker did. */
    private boolean hasToRun(Work work, Dependent dependent) {
        var ended = containers
                .find(work, work.facts().oldId())
                .map(Container::finishedAt)
                .filter(each -> !each.isEmpty())
                .map(each -> DockerTime.parse(each).toEpochMilli())
                .orElse(work.rotation().createdAt());
        return dependent.isRunning() || dependent.finishedAt() >= ended - SLACK_MS;
    }

    private static String left(Dependent dependent, String why) {
        return dependent.name() + " is left as it is, without the worker's namespaces: " + why;
    }

    private static String ending(Work work) {
        return "-again-" + work.rotation().id();
    }

    private static Set<String> oldWords(Work work) {
        var old = work.facts().oldId();
        return old == null ? Set.of() : words(old, work.target().container());
    }

    /** By its name too: an engine that does not put the id in its place finds another container under it by now. */
    private static Set<String> words(String id, String name) {
        return Set.of("container:" + id, "container:" + id.substring(0, 12), "container:" + name);
    }

    private static List<Dependent> all(Work work) {
        return Answers.text(work, DependentsCommand.all(), WHAT)
                .lines()
                .flatMap(line -> Dependent.parse(line).stream())
                .toList();
    }
}
