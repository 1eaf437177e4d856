package dev.understudy.rotation;

import dev.understudy.common.Secret;
import dev.understudy.container.Container;
import dev.understudy.credential.Provider;
import dev.understudy.envfile.EnvFile;
import dev.understudy.host.DockerCommands;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.workerlog.WorkerLog;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/**
 * The step {@code verify}: the next container's own log says that its worker is registered at LiveKit, then no refusal of the new key
 * for a while, it was not restarted, and it has that key. Running alone proves nothing (measured: a restart loop looks like it). What
 * else the log tells, another provider's refusal or a traceback, is told and says nothing against the key.
 */
@Component("rotationVerification")
public class Verification {
    private final Steps steps;
    private final Containers containers;
    private final LastWords lastWords;
    private final RotationSettings settings;
    private final Clock clock;

    /** Waits as long as the settings say. */
    Verification(Steps steps, Containers containers, LastWords lastWords, RotationSettings settings, Clock clock) {
        this.steps = steps;
        this.containers = containers;
        this.lastWords = lastWords;
        this.settings = settings;
        this.clock = clock;
    }

    /** Begins to watch. */
    public void begin(@ExchangeProperty("work") Work work) {
        work.watching(Watching.begun(steps.begin(work, name(work)), clock.millis()));
    }

    /** Looks once; ends the waiting when all was seen. */
    public void look(@ExchangeProperty("work") Work work) {
        var line = work.watching().line();
        try {
            steps.during(work, name(work), line, () -> judge(work));
        } catch (StepFailed e) {
            lastWords.keep(work, line);
            throw e;
        }
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
        work.heard(new Heard(log.isRegistered(), log.troubles()));
        if (!isVerified(work)) refuse(work, log);
        if (!log.isRegistered() && !isRefusedAlike(work, log)) return waitOn(work.watching(), now, next, log);
        var watching = work.watching().seenAt() == 0 ? work.watching().seen(now) : work.watching();
        var longEnough = isVerified(work) ? 0 : settings.watch().toMillis();
        return now - watching.seenAt() >= longEnough ? watching.over() : watching;
    }

    private static void refuse(Work work, WorkerLog log) {
        log.refusal(NewEnvFile.provider(work)).ifPresent(refusal -> {
            throw new StepFailed(
                    "worker-in-trouble",
                    "The new worker is in trouble",
                    "Its log tells that the new key is refused: " + refusal.label() + "; " + log.seen() + ".");
        });
    }

    /**
     * LiveKit refuses its key pair, and refused the old worker's: that is the trouble of another key than the new one, and nobody has
     * less when the new worker is not registered either.
     */
    private boolean isRefusedAlike(Work work, WorkerLog log) {
        if (NewEnvFile.provider(work) == Provider.LIVEKIT) return false;
        if (log.refusal(Provider.LIVEKIT).isEmpty()) return false;
        var old = containers.find(work, work.facts().oldId());
        return old.map(one -> containers.log(work, one))
                .flatMap(said -> said.refusal(Provider.LIVEKIT))
                .isPresent();
    }

    private Watching waitOn(Watching watching, long now, Container next, WorkerLog log) {
        if (now - watching.since() <= settings.verifyDeadline().toMillis()) return watching;
        throw new StepFailed(
                "worker-never-registered",
                "The new worker did not register",
                "Its log did not say \"registered worker\" within "
                        + settings.verifyDeadline().toSeconds() + " s; " + log.seen() + lastWords.last(next, log)
                        + ".");
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
        var log = containers.log(work, next);
        throw ended("It ended with exit code " + next.exitCode() + "; " + log.seen() + lastWords.last(next, log) + ".");
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
        return told(work) + "; inside, " + where.label() + " is " + fingerprint;
    }

    private String told(Work work) {
        var took = work.watching().seenAt() - work.watching().since();
        var registered = work.heard().isRegistered()
                ? "registered worker after " + took + " ms"
                : "not registered, because LiveKit refuses its key pair as it refused the old worker's: rotate that one too";
        var besides = work.heard().besides();
        return registered
                + (besides.isEmpty()
                        ? ", then nothing bad"
                        : ", then no refusal of the new key; told besides: " + String.join(", ", besides));
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
