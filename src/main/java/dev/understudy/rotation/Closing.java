package dev.understudy.rotation;

import dev.understudy.common.Problem;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.rotation.Run.Verdict;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The end of a rotation: written, told, and put on the record of who did what. */
@Component
class Closing {
    private static final Logger story = LoggerFactory.getLogger("dev.understudy.rotation.story");
    private final Rotations rotations;
    private final Steps steps;
    private final Keys keys;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Closing(Rotations rotations, Steps steps, Keys keys, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.rotations = rotations;
        this.steps = steps;
        this.keys = keys;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Closes it; a key that was not put to use is not kept. */
    void close(Run run, Verdict verdict) {
        var rotation = run.rotation();
        if (verdict.state() != RotationState.DONE)
            Provider.named(rotation.provider()).ifPresent(of -> keys.unstage(of, rotation.fingerprint()));
        rotations.close(rotation.id(), verdict.state(), verdict.problem());
        tell(rotation, verdict);
        audit.closed(rotation, verdict.state());
        events.publishEvent(new RotationClosed(rotation.provider(), verdict.state()));
    }

    /** Nothing can be done on a host for so long that somebody has to look; one that was not touched is just refused. */
    void giveUp(Work work, String why) {
        var touched = work.facts().touched();
        var problem = touched
                ? Problem.of(409, "host-away", "A host could not be worked on for long", why + ". Its part is open.")
                : Problem.of(422, "host-unreachable", "The host cannot be reached", why + ".");
        steps.remember(work, work.facts().back(problem));
        steps.settle(work, touched ? RotationState.NEEDS_PERSON : RotationState.REFUSED);
    }

    /** The same before or after all hosts: something here does not work. */
    void giveUp(Run run, String why) {
        var problem =
                Problem.of(500, "rotation-failed", "The rotation cannot be finished here", why + ": see the log.");
        close(run, new Verdict(RotationState.NEEDS_PERSON, problem));
    }

    private void tell(Rotation rotation, Verdict verdict) {
        var seconds = (clock.millis() - rotation.createdAt()) / 1000.0;
        var problem = verdict.problem();
        if (problem == null)
            story.info(
                    "rotation {} is {} after {} s",
                    rotation.id(),
                    verdict.state().code(),
                    seconds);
        else
            story.warn(
                    "rotation {} is {} after {} s: {}: {}",
                    rotation.id(),
                    verdict.state().code(),
                    seconds,
                    problem.title(),
                    problem.detail());
    }
}
