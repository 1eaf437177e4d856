package dev.understudy.rotation;

import dev.understudy.common.Problem;
import dev.understudy.rotation.Setback.PersonNeeded;
import dev.understudy.rotation.Setback.StepFailed;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** What a host's part comes to. */
@Component("rotationOutcome")
public class HostOutcome {
    private final Steps steps;

    /** Writes it. */
    public HostOutcome(Steps steps) {
        this.steps = steps;
    }

    /** It has the new key. */
    public void done(@ExchangeProperty("work") Work work) {
        steps.settle(work, RotationState.DONE);
        work.close();
    }

    /** A step failed: an untouched host is left alone, a touched one goes back. Written before the way back begins. */
    public void failed(
            @ExchangeProperty("work") Work work, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        steps.remember(work, work.facts().back(problem(failure)));
        if (!work.facts().touched()) steps.settle(work, RotationState.REFUSED);
    }

    /** Whether something was done on the host that is to be undone. */
    public boolean isToGoBack(@ExchangeProperty("work") Work work) {
        return work.part().state() == RotationState.RUNNING && work.isBack();
    }

    /** Everything is as it was. */
    public void back(@ExchangeProperty("work") Work work) {
        steps.settle(work, RotationState.ROLLED_BACK);
        work.close();
    }

    /** It can go neither on nor back. */
    public void stuck(
            @ExchangeProperty("work") Work work, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        steps.remember(work, work.facts().back(problem(failure)));
        steps.settle(work, RotationState.NEEDS_PERSON);
        work.close();
    }

    private static Problem problem(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StepFailed failed) return failed.problem();
            if (cause instanceof PersonNeeded person) return person.problem();
        }
        return Problem.of(500, "step-failed", "A step failed on the host", Told.of(failure));
    }
}
