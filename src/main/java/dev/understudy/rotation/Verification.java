package dev.understudy.rotation;

import dev.understudy.common.Secret;
import dev.understudy.container.Container;
import dev.understudy.envfile.EnvFile;
import dev.understudy.host.DockerCommands;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Work.Watching;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/**
 * The step {@code verify}: the next container's own log says that its worker is registered at LiveKit, then nothing bad for a
 * while, it was not restarted, and it has the new key. Running alone proves nothing (measured: a restart loop looks like it).
 */
@Component("rotationVerification")
public class Verification {
    private final Steps steps;
    private final Containers containers;
    private final RotationSettings settings;
    private final Clock clock;

    /** Waits as long as the settings say. */
    public Verification(Steps steps, Containers containers, RotationSettings settings, Clock clock) {
        this.steps = steps;
        this.containers = containers;
        this.settings = settings;
        this.clock = clock;
    }

    /** Begins to watch. */
    public void begin(@ExchangeProperty("work") Work work) {
        work.watching(Watching.begun(steps.begin(work, name(work)), clock.millis()));
    }

    /** Looks once; ends the waiting when all was seen. */
    public void look(@ExchangeProperty("work") Work work) {
        steps.during(work, name(work), work.watching().line(), () -> judge(work));
    }

    /** Nothing bad was seen for long enough: is it the new key? */
    public void end(@ExchangeProperty("work") Work work) {
        var line = work.watching().line();
        var seen = steps.during(work, name(work), line, () -> fingerprint(work));
        containers
                .find(work, work.nextId())
                .ifPresent(next -> steps.remember(work, work.facts().found(next.startedAt())));
        steps.end(work, name(work), line, seen);
    }

    /** The one that follows the first, for a mounted env file, is verified too. */
    private static String name(Work work) {
        return work.facts().env().interimId() == null ? "verify" : "verify-again";
    }

    private Watching judge(Work work) {
        var next = alive(work);
        var watching =
                isKnown(work, next) ? work.watching().seen(clock.millis()).over() : watch(work, next);
        work.watching(watching);
        steps.goesOn(work);
        return watching;
    }

    private Watching watch(Work work, Container next) {
        var now = clock.millis();
        var log = containers.log(work, next);
        var trouble = isVerified(work) ? null : log.trouble();
        if (trouble != null)
            throw new StepFailed("worker-in-trouble", "The new worker is in trouble", "There is " + trouble + ".");
        if (!log.isRegistered()) return waitOn(work.watching(), now);
        var watching = work.watching().seenAt() == 0 ? work.watching().seen(now) : work.watching();
        var longEnough = isVerified(work) ? 0 : settings.watch().toMillis();
        return now - watching.seenAt() >= longEnough ? watching.over() : watching;
    }

    private Watching waitOn(Watching watching, long now) {
        if (now - watching.since() <= settings.verifyDeadline().toMillis()) return watching;
        throw new StepFailed(
                "worker-never-registered",
                "The new worker did not register",
                "Its log did not say \"registered worker\" within "
                        + settings.verifyDeadline().toSeconds() + " s.");
    }

    /** Found good before, and not started since: what its jobs log by now is their affair. */
    private static boolean isKnown(Work work, Container next) {
        return next.startedAt().equals(work.facts().verified());
    }

    /** Once found good it gets its restart policy: that it was restarted says nothing against it any more. */
    private Container alive(Work work) {
        var next = containers.find(work, work.nextId()).orElseThrow(() -> ended("It is gone."));
        if (next.restartCount() > 0 && !isVerified(work))
            throw ended("It was restarted " + next.restartCount() + " times.");
        if (next.isRunning()) return next;
        var trouble = containers.log(work, next).trouble();
        throw ended("It ended with exit code " + next.exitCode() + (trouble == null ? "." : ", with " + trouble + "."));
    }

    /** Whether it was found good once. That the new env file is in place proves nothing: with some containers it is there before. */
    private static boolean isVerified(Work work) {
        return work.facts().verified() != null;
    }

    private static StepFailed ended(String detail) {
        return new StepFailed("worker-ended", "The new worker has ended", detail);
    }

    private String fingerprint(Work work) {
        var where = settings.envKey(NewEnvFile.provider(work));
        var inside = values(work);
        var fingerprint = where.read(name -> Optional.ofNullable(inside.get(name)))
                .map(Secret::fingerprint)
                .orElse("none");
        if (!fingerprint.equals(work.rotation().fingerprint()))
            throw new StepFailed(
                    "worker-has-another-key",
                    "The new worker has another key",
                    "Inside the container " + where.label() + " is " + fingerprint + ".");
        var took = work.watching().seenAt() - work.watching().since();
        return "registered worker after " + took + " ms, then nothing bad; inside, " + where.label() + " is "
                + fingerprint;
    }

    /** What a process inside has from its environment, or, what that lacks, from the env file that is mounted there. */
    private Map<String, String> values(Work work) {
        var inside = new HashMap<>(environment(work));
        var mountedAt = work.facts().env().mountedAt();
        if (mountedAt == null) return inside;
        var file =
                Answers.sure(work, DockerCommands.contents(work.nextId(), mountedAt), "looking into the mounted file");
        if (file.isGood())
            EnvFile.parse(file.out(), work.facts().env().reader()).entries().forEach(inside::putIfAbsent);
        return inside;
    }

    /** As a process inside sees it; an image without {@code env} is believed what Docker says that it gave it. */
    private Map<String, String> environment(Work work) {
        var result = Answers.sure(work, DockerCommands.environment(work.nextId()), "looking into the container");
        if (result.isGood())
            return result.text()
                    .lines()
                    .filter(line -> line.contains("="))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (first, second) -> second));
        return containers.find(work, work.nextId()).map(Container::environment).orElse(Map.of());
    }
}
