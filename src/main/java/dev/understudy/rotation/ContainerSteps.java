package dev.understudy.rotation;

import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The steps that start, rename and remove containers. Containers are found by their ids: names move. */
@Component("rotationContainers")
public class ContainerSteps {
    private final Steps steps;
    private final NextContainer next;
    private final FileSteps files;
    private final Containers containers;

    /** Does them by the journal. */
    public ContainerSteps(Steps steps, NextContainer next, FileSteps files, Containers containers) {
        this.steps = steps;
        this.next = next;
        this.files = files;
        this.containers = containers;
    }

    /** The next container, from the old one's inspect and the staged env file; not started. */
    public void create(@ExchangeProperty("work") Work work) {
        steps.once(work, "create", () -> next.create(work));
    }

    /** Starts it; one that an engine was killed in the start of is made once more, since it would never start again. */
    public void start(@ExchangeProperty("work") Work work) {
        steps.run(work, "start", () -> {
            containers.startNext(work, () -> next.create(work));
            return "container " + Containers.brief(work.nextId()) + " is started";
        });
    }

    /** One more, which finds the env file in its place: the one that was verified had the staged file mounted. Started. */
    public void follow(@ExchangeProperty("work") Work work) {
        steps.run(work, "follow", () -> {
            var made = next.follow(work);
            return containers.startNext(work, () -> next.follow(work)).orElse(made);
        });
    }

    /** The old container does not come back by itself when it ends. */
    public void retire(@ExchangeProperty("work") Work work) {
        steps.run(work, "retire", () -> {
            containers.policy(work, work.facts().oldId(), "no");
            return "the old container has the restart policy no";
        });
    }

    /** The next container gets the old one's restart policy, and the old one none. */
    public void policy(@ExchangeProperty("work") Work work) {
        steps.run(work, "policy", () -> {
            var policy = work.facts().policyOrNo();
            containers.policy(work, work.nextId(), policy);
            containers.policy(work, work.facts().oldId(), "no");
            return "the next container has the restart policy " + policy + ", the old one no";
        });
    }

    /** The names change: the old container's, then the next one's. */
    public void swap(@ExchangeProperty("work") Work work) {
        steps.run(work, "swap", () -> {
            var name = work.getComposing().name();
            containers.rename(work, work.facts().oldId(), name, oldName(work));
            containers.rename(work, work.nextId(), work.nextId(), name);
            next.connectAgain(work);
            return name + " is container " + Containers.brief(work.nextId()) + " now";
        });
    }

    /** The old container was seen to have ended; it and the files of the rotation are removed. */
    public void cleanUp(@ExchangeProperty("work") Work work) {
        steps.run(work, "clean-up", () -> {
            containers.remove(work, work.facts().oldId());
            containers.remove(work, work.facts().env().interimId());
            files.clean(work);
            return "the old container and the files of the rotation are removed";
        });
    }

    /** Last of all: the new container runs. Should Docker have died meanwhile, it is started by doing all this again. */
    public void stand(@ExchangeProperty("work") Work work) {
        steps.run(work, "stand", () -> {
            containers.mustRun(work, work.nextId());
            return "container " + Containers.brief(work.nextId()) + " runs";
        });
    }

    static String oldName(Work work) {
        return work.getComposing().name() + "-old-" + work.rotation().id();
    }

    static String lastName(Work work) {
        return work.target().container() + "-last-" + work.rotation().id();
    }

    static String againName(Work work) {
        return work.getComposing().name() + "-again-" + work.rotation().id();
    }
}
