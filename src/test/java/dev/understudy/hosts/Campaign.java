package dev.understudy.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;

/** Faults one after the other, on one application, one host and one backend that is rotated again and again. */
final class Campaign implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final Duration SETTLE = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(2);
    private static final int LATEST_MS = 150;
    /** Nothing, or not much, comes after these: a moment later there would be nothing to strike. */
    private static final Set<String> SHORT =
            Set.of("promote", "swap", "rename", "clean-up", "unlock", "stand", "remove-next");

    private final DockerHost machine;
    private final Rotator rotator;
    private final Path secrets;
    private final Backend backend;
    private final Backend mate;
    private final ComposeSite site;
    private final Strike strike;
    private Fault.Make make = Fault.Make.OVERLAP;
    private boolean isFit;

    Campaign(DockerHost machine, Path folder) {
        this.machine = machine;
        backend = machine.backend("avatar-backend", DockerHost.DEPLOY);
        secrets = folder.toAbsolutePath().resolve("secrets.env");
        rotator = new Rotator(machine, folder).secretsIn(secrets).on(DockerHost.DEPLOY, backend);
        mate = machine.backend(ComposeSite.second("site"), DockerHost.DEPLOY);
        site = new ComposeSite(machine, backend, backend.envFile().getParent().resolveSibling("site"));
        rotator.with("watch", "300ms").with("poll", "50").start();
        strike = new Strike(machine, rotator);
    }

    /**
     * What came of a fault.
     *
     * @param isHit whether it struck while the rotation was open
     * @param line what happened, for people
     * @param wrong all that was not as it has to be
     * @param rotated as it was in the end
     */
    record Outcome(boolean isHit, String line, List<String> wrong, Rotated rotated) {}

    /** Rotates, strikes, and looks at what remains; the key is new each time. */
    Outcome strike(Fault fault, String key, Random random) {
        prepare(fault.way());
        var began = System.nanoTime();
        var full = key(fault.way()) + key;
        var before = backend.env();
        var id = rotator.begin(full);
        var seen = rotator.when(id, now -> now.isOver() || now.hasBegun(fault.step()), PATIENCE, OFTEN);
        if (!seen.isOver()) delay(random.nextInt(LATEST_MS + 1) / (SHORT.contains(fault.step()) ? LATEST_MS / 10 : 1));
        var during = rotator.get(id).now().orElse("-");
        var hit = strike.hit(fault.kind());
        var struckAt = Instant.now();
        strike.mend(fault.kind());
        var rotated = rotator.over(id, PATIENCE);
        var after = new String(before, UTF_8)
                .replaceFirst("(?m)^TAVUS_API_KEY=.*$", "TAVUS_API_KEY=" + full)
                .getBytes(UTF_8);
        if (rotated.state().equals("refused"))
            for (var each : containers()) machine.engine().docker("start", each.name());
        var isHit = !hit.isEmpty() && Instant.parse(rotated.finishedAt()).isAfter(struckAt);
        var isOthers = !isHit && fault.kind() == Fault.Kind.ENGINE;
        var wrong = isOthers ? List.<String>of() : settled(remains(before, after, fault.kind()), rotated);
        isFit = wrong.isEmpty() && !isOthers;
        var took = Duration.ofNanos(System.nanoTime() - began).toMillis();
        var line = "%-45s in %-11s hit %s: %s after %d ms".formatted(fault, during, hit, rotated.state(), took);
        return new Outcome(isHit, line, wrong, rotated);
    }

    private static String key(Fault.Way way) {
        if (way.isLate()) return "sandbox-good-once-";
        return way.isBack() ? "sandbox-bad-" : "sandbox-good-";
    }

    private Remains remains(byte[] before, byte[] after, Fault.Kind struck) {
        var mates = containers().subList(1, containers().size());
        return new Remains(backend, mates, before, after, secrets, struck == Fault.Kind.ENGINE);
    }

    private List<Backend> containers() {
        return make == Fault.Make.COMPOSE ? List.of(backend, mate) : List.of(backend);
    }

    /** Containers as somebody made them by hand, unless the last fault left such. */
    private void prepare(Fault.Way wanted) {
        if (isFit && make == wanted.make()) return;
        make = wanted.make();
        site.remove();
        backend.clean();
        backend.write(Backend.env("sandbox-good-first", "0.2", "0.2"));
        switch (make) {
            case OVERLAP -> backend.run();
            case STOP_FIRST -> backend.run("--label", "dev.understudy.exclusive=true");
            case MOUNTED ->
                backend.runWithoutEnvFile(
                        "--volume=" + backend.envFile() + ":" + Backend.DOTENV, "--env=DOTENV=" + Backend.DOTENV);
            case COMPOSE -> compose();
        }
        containers().forEach(Backend::registered);
        isFit = true;
    }

    /** Two of a service; the first one was renamed. */
    private void compose() {
        site.compose("--project-name", "site", "up", "--detach", "--scale", "agent=2");
        machine.engine().docker("rename", ComposeSite.first("site"), backend.name());
    }

    /** An orphan on the host may still be at work, and the worker be about to register. */
    private static List<String> settled(Remains remains, Rotated rotated) {
        try {
            return await().atMost(SETTLE).pollDelay(Duration.ZERO).until(() -> remains.wrong(rotated), List::isEmpty);
        } catch (ConditionTimeoutException wrong) {
            return remains.wrong(rotated);
        }
    }

    private static void delay(int ms) {
        await().pollDelay(Duration.ofMillis(ms))
                .atMost(Duration.ofMillis(ms + 60_000))
                .until(() -> true);
    }

    @Override
    public void close() {
        rotator.close();
    }
}
