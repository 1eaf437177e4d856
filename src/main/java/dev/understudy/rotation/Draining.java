package dev.understudy.rotation;

import dev.understudy.container.Container;
import dev.understudy.host.CommandResult;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/**
 * The step {@code drain}: the old worker is told once to finish its jobs, and is waited for; at the limit it is ended. Once, because a
 * second signal ends the worker of either SDK at once, with all calls that it has (livekit-agents 1.8, {@code cli.py}: "Second Ctrl+C
 * force-exits"; the one for JavaScript listens for the first one only).
 */
@Component("rotationDraining")
public class Draining {
    private static final String NAME = "drain";
    private final Steps steps;
    private final Containers containers;
    private final RotationSettings settings;
    private final Clock clock;

    /** Waits as long as the settings say. */
    public Draining(Steps steps, Containers containers, RotationSettings settings, Clock clock) {
        this.steps = steps;
        this.containers = containers;
        this.settings = settings;
        this.clock = clock;
    }

    /** Tells it, unless it was told before or does not run. */
    public void begin(@ExchangeProperty("work") Work work) {
        var again = steps.isBegun(work, NAME);
        var line = steps.begin(work, NAME);
        work.watching(Watching.begun(line, clock.millis()));
        steps.during(work, NAME, line, () -> tell(work, again));
    }

    /** Looks once whether it has ended. */
    public void look(@ExchangeProperty("work") Work work) {
        steps.during(work, NAME, work.watching().line(), () -> isOver(work));
        steps.goesOn(work);
    }

    /** It was seen to have ended. */
    public void end(@ExchangeProperty("work") Work work) {
        var waited = clock.millis() - work.watching().since();
        var old = containers.find(work, work.facts().oldId());
        var code = old.map(one -> " with exit code " + one.exitCode()).orElse("");
        steps.end(work, NAME, work.watching().line(), "the old worker has ended" + code + " after " + waited + " ms");
    }

    private boolean tell(Work work, boolean again) {
        var running = running(work);
        if (!running.isEmpty() && work.facts().toldAt() == null) {
            running.stream().filter(one -> !(again && hasHeard(work, one))).forEach(one -> tell(work, one));
            steps.remember(work, work.facts().told(clock.millis()));
        }
        return isOver(work);
    }

    /** Whoever told it may have been lost before that was written: its own log says whether it heard. */
    private boolean hasHeard(Work work, Container running) {
        return containers.log(work, running).isDraining();
    }

    private static void tell(Work work, Container running) {
        var result = Answers.sure(work, work.docker().kill(running.id(), running.stopSignal()), "telling it");
        if (!result.isGood() && !hasEnded(result)) throw Answers.meaning(result, "telling the old worker to finish");
    }

    private boolean isOver(Work work) {
        var running = running(work);
        if (running.isEmpty()) work.watching(work.watching().over());
        else if (isLate(work))
            running.forEach(one -> Answers.text(work, work.docker().stop(one.id()), "ending the old worker"));
        return running.isEmpty();
    }

    private boolean isLate(Work work) {
        var toldAt = Objects.requireNonNullElse(work.facts().toldAt(), clock.millis());
        return clock.millis() - toldAt > settings.drain().toMillis();
    }

    /** The old one, and the one that was verified with the staged file, which may have got jobs. */
    private List<Container> running(Work work) {
        return Stream.of(work.facts().oldId(), work.facts().env().interimId())
                .flatMap(id -> containers.find(work, id).stream())
                .filter(Container::isRunning)
                .toList();
    }

    private static boolean hasEnded(CommandResult result) {
        return result.err().contains("is not running") || Answers.isMissing(result);
    }
}
