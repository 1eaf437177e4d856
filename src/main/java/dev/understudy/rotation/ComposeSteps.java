package dev.understudy.rotation;

import dev.understudy.common.Secret;
import dev.understudy.container.Container;
import dev.understudy.host.ComposeProject;
import dev.understudy.host.Replica;
import dev.understudy.host.Replica.State;
import dev.understudy.rotation.Setback.PersonNeeded;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/**
 * The steps of a compose service: the env file first, then its containers, one after the other. Every old one is kept until all
 * next ones are good, so that there is a way back that makes nothing anew.
 */
@Component("compose")
public class ComposeSteps {
    private final Steps steps;
    private final Containers containers;
    private final NextReplica next;
    private final FileSteps files;
    private final RotationSettings settings;

    /** Does them by the journal. */
    public ComposeSteps(
            Steps steps, Containers containers, NextReplica next, FileSteps files, RotationSettings settings) {
        this.steps = steps;
        this.containers = containers;
        this.next = next;
        this.files = files;
        this.settings = settings;
    }

    /** With the new env file in place compose gives the service the new key; nothing else was touched yet if it does not. */
    public void config(@ExchangeProperty("work") Work work) {
        steps.run(work, "compose-config", () -> {
            if (work.getComposing().replicas().all().isEmpty())
                throw new PersonNeeded(
                        "step-failed",
                        "An earlier version of Understudy began this rotation",
                        "It had compose make the container anew, and how far that came is not known.");
            var project = project(work);
            var composed = Composed.service(work, project);
            var where = settings.envKey(NewEnvFile.provider(work));
            var isRead = work.isMounted()
                    && where.variables().stream()
                            .noneMatch(name -> composed.value(name).isPresent());
            if (!isRead && !isNew(work, where.read(composed::value))) throw ComposeLooking.elsewhere(where.label());
            var hash = work.getComposing().replicas().hash() == null
                    ? null
                    : Composed.hash(work, project).orElse(null);
            steps.remember(
                    work,
                    work.getComposing().with(work.getComposing().replicas().hashed(hash)));
            return isRead
                    ? "compose leaves the key to the file that is mounted"
                    : "of the new env file compose makes the new key";
        });
    }

    /** Those that are not worked on run, the engine having died or not; of the last one that was the work may be over. */
    public void keep(@ExchangeProperty("work") Work work) {
        var replicas = work.getComposing().replicas();
        var down = replicas.all().stream()
                .filter(one -> replicas.current() < 0 || one.rests() || !one.equals(replicas.now()))
                .filter(one -> one.ran() || one.state() == State.NEW)
                .flatMap(one -> containers.find(work, ComposeSteps.inPlace(one)).stream())
                .filter(container -> !container.isRunning())
                .toList();
        if (down.isEmpty()) return;
        steps.run(work, "start", () -> {
            down.forEach(container -> containers.start(work, container.id()));
            return down.size() + " others of the service were down and are started";
        });
    }

    /** The next one of the service is worked on. */
    public void turn(@ExchangeProperty("work") Work work) {
        var replicas = work.getComposing().replicas();
        var index = replicas.next().orElseThrow();
        if (index == replicas.current()) return;
        var turned = replicas.turnTo(index);
        steps.remember(work, work.getComposing().with(turned).turnedTo(turned.now(), true));
    }

    /** The next container, from the old one and what compose makes of the new env file; not started. */
    public void create(@ExchangeProperty("work") Work work) {
        steps.run(work, "create", () -> next.create(work));
    }

    /** Starts it; one that an engine was killed in the start of is made once more, since it would never start again. */
    public void start(@ExchangeProperty("work") Work work) {
        steps.run(work, "start", () -> {
            containers.startNext(work, () -> next.create(work));
            return "container " + Containers.brief(work.nextId()) + " is started";
        });
    }

    /** It was found good. */
    public void good(@ExchangeProperty("work") Work work) {
        steps.remember(work, work.getComposing().changed(one -> one.now(State.GOOD)));
    }

    /** It has the old one's name. */
    public void replaced(@ExchangeProperty("work") Work work) {
        var toldAt = work.facts().toldAt();
        steps.remember(work, work.getComposing().changed(one -> one.told(toldAt).now(State.NEW)));
    }

    /** The old containers were seen to have ended; they and the files of the rotation are removed. */
    public void cleanUp(@ExchangeProperty("work") Work work) {
        steps.run(work, "clean-up", () -> {
            work.getComposing().replicas().all().forEach(one -> containers.remove(work, one.oldId()));
            files.clean(work);
            return "the old containers and the files of the rotation are removed";
        });
    }

    /** Last of all: every new container runs, and no other of the service has another key. */
    public void stand(@ExchangeProperty("work") Work work) {
        steps.run(work, "stand", () -> {
            var ours = work.getComposing().replicas().all().stream()
                    .map(Replica::nextId)
                    .toList();
            ours.forEach(id -> containers.mustRun(work, id));
            var others = others(work, ours).stream()
                    .filter(one -> !work.isMounted() && !hasNewKey(work, one))
                    .toList();
            if (!others.isEmpty()) throw changed(others, "without the new key");
            return ours.size() + (ours.size() == 1 ? " container runs" : " containers run");
        });
    }

    /** Those of the service that run and are none of these: made by somebody meanwhile. */
    List<Container> others(Work work, List<String> known) {
        return Answers.text(work, project(work).containers(), "looking for the service's containers")
                .lines()
                .filter(id -> !known.contains(id))
                .flatMap(id -> containers.find(work, id).stream())
                .filter(Container::isRunning)
                .toList();
    }

    /** A worker that reads the key itself from the mounted file has whatever is in that. */
    boolean hasNewKey(Work work, Container container) {
        var inside = container.environment();
        var where = settings.envKey(NewEnvFile.provider(work));
        return isNew(work, where.read(name -> Optional.ofNullable(inside.get(name))));
    }

    static PersonNeeded changed(List<Container> others, String how) {
        return new PersonNeeded(
                "compose-service-changed",
                "Somebody changed the service meanwhile",
                "Beside those of the rotation there run " + others + ", " + how + ".");
    }

    private static boolean isNew(Work work, Optional<Secret> key) {
        return key.filter(one -> one.fingerprint().equals(work.rotation().fingerprint()))
                .isPresent();
    }

    private static String inPlace(Replica one) {
        return one.state() == State.NEW ? String.valueOf(one.nextId()) : one.oldId();
    }

    private static ComposeProject project(Work work) {
        return Objects.requireNonNull(work.facts().compose());
    }
}
