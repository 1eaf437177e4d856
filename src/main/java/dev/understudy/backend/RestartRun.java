package dev.understudy.backend;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.container.Container;
import dev.understudy.host.DockerCommands;
import dev.understudy.rotation.RotationSettings;
import dev.understudy.rotation.Setback.HandedOver;
import dev.understudy.workerlog.WorkerLog;
import dev.understudy.workerlog.WorkerLogs;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of a restart: the engine ends the worker and starts the container anew, and its own log has to say that it is registered. */
@Component("backendRestartRun")
public class RestartRun {
    /** Beyond the time that the worker has to end: for flock, the engine, and the way there. */
    private static final Duration SLACK = Duration.ofSeconds(90);

    private final Actions actions;
    private final Visits visits;
    private final RotationSettings rotation;
    private final BackendSettings settings;
    private final WorkerLogs logs;
    private final Clock clock;

    /** Works over the store and the hosts. */
    RestartRun(
            Actions actions,
            Visits visits,
            RotationSettings rotation,
            BackendSettings settings,
            WorkerLogs logs,
            Clock clock) {
        this.actions = actions;
        this.visits = visits;
        this.rotation = rotation;
        this.settings = settings;
        this.logs = logs;
        this.clock = clock;
    }

    /** Takes it up: it becomes the property {@code restart} of the route; null when it is over, or another node's. */
    public @Nullable Restart claim(String id) {
        if (!actions.hold(id, rotation.lease().toMillis())) return null;
        return actions.find(id).map(Restart::new).orElse(null);
    }

    /** Connects. */
    public void connect(@ExchangeProperty("restart") Restart restart) {
        restart.visit(visits.to(restart.action().asked().backend()));
    }

    /** One command, as Docker's own restart: TERM, a while, KILL, and the start. It goes on there when the connection is cut. */
    public void restart(@ExchangeProperty("restart") Restart restart) {
        var container = visits.container(restart.visit());
        restart.startedBefore(container.startedAt());
        var limit = settings.restartWait().plus(SLACK);
        hold(restart, rotation.lease().plus(limit));
        var command = restart.docker().startAnew(container.id(), settings.restartWait());
        restart.visit().good(command.within(limit), "starting the container anew");
        restart.startedAt(clock.millis());
    }

    /** Looks once; ends the waiting when the worker is registered. */
    public void look(@ExchangeProperty("restart") Restart restart) {
        hold(restart, rotation.lease());
        var container = alive(restart);
        // the old worker's last line is from before it ended
        var command = DockerCommands.logs(
                container.id(), container.node().at("/State/FinishedAt").asText());
        var said = restart.visit()
                .good(command, "reading the log of the container")
                .text();
        var log = logs.read(said);
        var waited = clock.millis() - restart.startedAt();
        if (log.isRegistered()) restart.seen(registered(log, waited));
        else if (waited > rotation.verifyDeadline().toMillis()) throw neverRegistered(log);
    }

    /** The host is free. */
    public void unlock(@ExchangeProperty("restart") Restart restart) {
        restart.visit().good(restart.files().unlock(), "unlocking the host");
    }

    private Container alive(Restart restart) {
        var container = visits.container(restart.visit());
        if (container.startedAt().equals(restart.startedBefore()))
            throw ended("Docker says that it was not started anew.");
        if (container.restartCount() > 0) throw ended("It was restarted " + container.restartCount() + " times since.");
        if (!container.isRunning()) throw ended("It ended with exit code " + container.exitCode() + ".");
        return container;
    }

    private void hold(Restart restart, Duration time) {
        if (!actions.hold(restart.action().id(), time.toMillis()))
            throw new HandedOver("it took too long here, and was given up");
    }

    private static String registered(WorkerLog log, long waited) {
        var trouble = log.troubles().isEmpty() ? "" : "; told besides: " + String.join(", ", log.troubles());
        var id = log.workerId() == null ? "" : " " + log.workerId();
        return "registered worker" + id + " within " + waited + " ms of the start" + trouble;
    }

    private Refused neverRegistered(WorkerLog log) {
        return Problem.of(
                        409,
                        "worker-never-registered",
                        "The worker did not register",
                        "Its log did not say \"registered worker\" within "
                                + rotation.verifyDeadline().toSeconds() + " s; " + log.seen() + ".")
                .refused();
    }

    private static Refused ended(String detail) {
        return Problem.of(409, "worker-ended", "The worker has ended", detail).refused();
    }
}
