package dev.understudy.rotation;

import dev.understudy.common.Problem;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.rotation.Run.Verdict;
import dev.understudy.rotation.Setback.HandedOver;
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
    private final HostParts parts;
    private final Steps steps;
    private final Keys keys;
    private final RotationDeeds deeds;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Closing(
            Rotations rotations,
            HostParts parts,
            Steps steps,
            Keys keys,
            RotationDeeds deeds,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rotations = rotations;
        this.parts = parts;
        this.steps = steps;
        this.keys = keys;
        this.deeds = deeds;
        this.events = events;
        this.clock = clock;
    }

    /** Closes it, if it is still ours; a key that was not put to use anywhere is not kept. */
    void close(Run run, Verdict verdict) {
        var rotation = run.rotation();
        steps.hold(run);
        var isResumable =
                verdict.state() == RotationState.NEEDS_PERSON; // then it is wanted again, or forgotten by abandon
        if (parts.of(rotation.id()).stream().noneMatch(Closing::isInUse)
                && verdict.state() != RotationState.DONE
                && !isResumable) forget(rotation);
        if (!rotations.close(rotation.id(), verdict.state(), verdict.problem()))
            throw new HandedOver("another node works on it now");
        tell(rotation, verdict);
        deeds.closed(rotation, verdict.state());
        events.publishEvent(new RotationClosed(rotation.provider(), verdict.state()));
    }

    /**
     * Nothing can be done on a host for so long: one that was not touched is refused, one that can go back does so, and of any other
     * somebody has to take care.
     */
    void giveUp(Work work, String why) {
        var facts = work.facts();
        var problem = facts.touched()
                ? Problem.of(409, "host-away", "A host could not be worked on for long", why + ". Its part is open.")
                : Problem.of(422, "host-unreachable", "The host cannot be reached", why + ".");
        var canGoBack = facts.touched() && !facts.isBack() && !work.isPastReturn();
        steps.remember(work, facts.back(problem));
        if (!canGoBack) steps.settle(work, facts.touched() ? RotationState.NEEDS_PERSON : RotationState.REFUSED);
    }

    /** The same before or after all hosts: something here does not work. */
    void giveUp(Run run, String why) {
        var problem =
                Problem.of(500, "rotation-failed", "The rotation cannot be finished here", why + ": see the log.");
        close(run, new Verdict(RotationState.NEEDS_PERSON, problem));
    }

    static boolean isInUse(HostPart part) {
        return part.state() == RotationState.DONE
                || (part.facts().committed() && part.state() != RotationState.ROLLED_BACK);
    }

    /** That it stays in the secrets file does no harm: it is not used. */
    private void forget(Rotation rotation) {
        try {
            Provider.named(rotation.provider()).ifPresent(of -> keys.unstage(of, rotation.fingerprint()));
        } catch (RuntimeException e) {
            story.warn(
                    "rotation {}: its key could not be taken out of the secrets file: {}", rotation.id(), Told.of(e));
        }
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
