package dev.understudy.rotation;

import dev.understudy.container.Container;
import dev.understudy.host.Guarded;
import dev.understudy.rotation.Setback.PersonNeeded;
import dev.understudy.rotation.Setback.Unsure;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The steps back: the old env file in place, the old container running under its name and policy, the next one gone. */
@Component("rotationBack")
public class GoingBack {
    private static final String AWAIT = "await-old";
    private final Steps steps;
    private final Containers containers;
    private final NextContainer next;
    private final RotationSettings settings;
    private final Clock clock;

    /** Does them by the journal. */
    public GoingBack(Steps steps, Containers containers, NextContainer next, RotationSettings settings, Clock clock) {
        this.steps = steps;
        this.containers = containers;
        this.next = next;
        this.settings = settings;
        this.clock = clock;
    }

    /** The env file is the old one, whether it was changed or not. */
    public void restore(@ExchangeProperty("work") Work work) {
        steps.run(work, "restore", () -> {
            var result = work.run(work.files().restore(work.oldSha(), work.newSha()));
            if (result.exit() != null && (result.exit() == Guarded.NO_FILE || result.exit() == Guarded.TORN))
                throw new PersonNeeded(
                        "env-file-lost",
                        "The old env file is gone",
                        "Its copy beside the new one is not there, or is not what it was.");
            if (!result.isGood()) throw Answers.meaning(result, "putting the old env file back");
            return "the env file is the old one, byte for byte";
        });
    }

    /** The next container is gone. */
    public void remove(@ExchangeProperty("work") Work work) {
        steps.run(work, "remove-next", () -> {
            var made = Containers.made(work);
            made.forEach(id -> containers.remove(work, id));
            return made.isEmpty() ? "there was no next container" : "the next container is removed";
        });
    }

    /** The old container has its policy again, and runs when it ran. */
    public void revive(@ExchangeProperty("work") Work work) {
        steps.run(work, "revive", () -> {
            var old = containers
                    .find(work, work.facts().oldId())
                    .or(() -> containers.find(work, ContainerSteps.againName(work)));
            if (work.facts().oldId() != null && old.isEmpty())
                throw new PersonNeeded("no-such-container", "The old container is gone", "Somebody removed it.");
            old.ifPresent(one -> revive(work, one));
            return old.isEmpty() ? "there was no container before" : "the old container runs with its policy";
        });
    }

    /** The old container has its name again. */
    public void rename(@ExchangeProperty("work") Work work) {
        steps.run(work, "rename", () -> {
            var old = work.facts().oldId();
            if (old != null)
                containers.rename(work, old, old, work.getComposing().name());
            return "the old container has its name";
        });
    }

    /** Nothing of this rotation is left beside the env file but the lock. */
    public void clean(@ExchangeProperty("work") Work work) {
        steps.run(work, "clean-up", () -> {
            Answers.text(work, work.files().clean(), "removing the files of the rotation");
            return "the files of the rotation are removed";
        });
    }

    /** Last of all: the old container runs if it ran, and no other is there. Otherwise all this is done again. */
    public void stand(@ExchangeProperty("work") Work work) {
        steps.run(work, "stand", () -> {
            if (work.facts().oldRan() && work.facts().compose() == null)
                containers.mustRun(work, work.facts().oldId());
            for (var one : work.getComposing().replicas().all()) if (one.ran()) containers.mustRun(work, one.oldId());
            if (!Containers.made(work).isEmpty()) throw new Unsure("the next container came after all");
            return "everything is as it was";
        });
    }

    /** Begins to wait until the old worker is registered. */
    public void begin(@ExchangeProperty("work") Work work) {
        work.watching(Watching.begun(steps.begin(work, AWAIT), clock.millis()));
        look(work);
    }

    /** Looks once; after the deadline there is nothing more that waiting could do. */
    public void look(@ExchangeProperty("work") Work work) {
        steps.during(work, AWAIT, work.watching().line(), () -> {
            var late = clock.millis() - work.watching().since()
                    > settings.verifyDeadline().toMillis();
            var registered = isRegistered(work);
            if (registered) work.watching(work.watching().seen(clock.millis()));
            if (registered || late) work.watching(work.watching().over());
            return registered;
        });
    }

    /** Says what was seen. */
    public void end(@ExchangeProperty("work") Work work) {
        var seen = work.watching().seenAt() > 0;
        steps.end(work, AWAIT, work.watching().line(), seen ? "the old worker is registered" : "the old worker is not");
    }

    private void revive(Work work, Container old) {
        containers.policy(work, old.id(), work.facts().policyOrNo());
        if (!old.id().equals(work.facts().oldId()))
            steps.remember(work, work.facts().renewed(old.id()));
        if (work.facts().oldRan() && !containers.starts(work, old.id())) renew(work, old);
    }

    /** Once more from what it is: an engine was killed while it started it, and would never start it again (measured). */
    private void renew(Work work, Container old) {
        containers.remove(work, ContainerSteps.againName(work));
        var id = next.again(work, old);
        containers.policy(work, id, work.facts().policyOrNo());
        containers.start(work, id);
        containers.remove(work, old.id());
        steps.remember(work, work.facts().renewed(id));
    }

    private boolean isRegistered(Work work) {
        if (!work.facts().oldRan()) return true;
        var old = containers.find(work, work.facts().oldId()).filter(Container::isRunning);
        return old.isPresent()
                && (wentOn(work, old.get()) || containers.log(work, old.get()).isRegistered());
    }

    /** It was there all the time: how long ago it said that it is registered does not matter. */
    private static boolean wentOn(Work work, Container old) {
        return work.facts().toldAt() == null
                && Instant.parse(old.startedAt()).toEpochMilli()
                        < work.rotation().createdAt();
    }
}
