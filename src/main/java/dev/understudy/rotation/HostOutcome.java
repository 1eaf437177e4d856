package dev.understudy.rotation;

import dev.understudy.common.Problem;
import dev.understudy.rotation.Setback.Unsure;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a host's part comes to. */
@Component("rotationOutcome")
public class HostOutcome {
    private final Steps steps;
    private final LastResort lastResort;

    /** Writes it. */
    public HostOutcome(Steps steps, LastResort lastResort) {
        this.steps = steps;
        this.lastResort = lastResort;
    }

    /** It has the new key. */
    public void done(@ExchangeProperty("work") Work work) {
        steps.settle(work, RotationState.DONE);
        work.close();
    }

    /**
     * A step failed: an untouched host is left alone, a touched one goes back, which is written before the way back begins. Once the
     * new env file is in place and the old worker was told to finish there is only the way on: it is tried again.
     */
    public void failed(
            @ExchangeProperty("work") Work work, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        if (work.isPastReturn()) throw new Unsure(Told.of(failure));
        steps.remember(work, work.facts().back(problem(work, failure)));
        if (work.facts().touched()) return;
        steps.settle(work, RotationState.REFUSED);
        work.close();
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
        lastResort.keepOneRunning(work);
        steps.remember(
                work,
                work.facts().back(both(problem(work, failure), work.facts().problem())));
        steps.settle(work, RotationState.NEEDS_PERSON);
        work.close();
    }

    /** Why it went back must not be lost over why it could not. */
    private static Problem both(Problem problem, @Nullable Problem earlier) {
        if (earlier == null) return problem;
        return Problem.of(
                problem.status(),
                problem.code(),
                problem.title(),
                problem.detail() + " It was on its way back because: " + earlier.title() + ". " + earlier.detail());
    }

    /** With the host's name, since there may be many. */
    private static Problem problem(Work work, Exception failure) {
        var problem = Told.problem(failure)
                .orElseGet(() -> Problem.of(500, "step-failed", "A step failed on the host", Told.of(failure)));
        return Problem.of(problem.status(), problem.code(), problem.title(), work.label() + ": " + problem.detail());
    }
}
