package dev.understudy.backend;

import dev.understudy.backend.Action.State;
import dev.understudy.common.Trace;
import dev.understudy.host.Guarded;
import dev.understudy.rotation.RotationSettings;
import dev.understudy.rotation.Setback.HandedOver;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How a restart came out, and what is done about one that nobody finished: its host is left as one finds a host, not locked. */
@Component("backendRestartEnd")
public class RestartEnd {
    private static final Logger log = LoggerFactory.getLogger(RestartEnd.class);
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final String UNKNOWN = "the process that did it ended: nobody saw what became of it";
    private final Actions actions;
    private final BackendDeeds deeds;
    private final Visits visits;
    private final RotationSettings settings;
    private final Clock clock;

    /** Works over the store and the hosts. */
    RestartEnd(Actions actions, BackendDeeds deeds, Visits visits, RotationSettings settings, Clock clock) {
        this.actions = actions;
        this.deeds = deeds;
        this.visits = visits;
        this.settings = settings;
        this.clock = clock;
    }

    /** It was seen to be good, and the host is free. */
    public void done(@ExchangeProperty("restart") Restart restart) {
        finish(restart, State.DONE, Objects.requireNonNull(restart.seen()));
        actions.settle(restart.action().id());
    }

    /** It was not; the host is tidied up at once by whoever comes first. */
    public void failed(
            @ExchangeProperty("restart") Restart restart,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        if (failure instanceof HandedOver) return;
        var seen = restart.seen();
        if (seen == null) finish(restart, State.FAILED, told(failure));
        else finish(restart, State.DONE, seen);
        actions.leave(restart.action().id(), 0);
    }

    /** Hangs up. */
    public void hangUp(@ExchangeProperty("restart") @Nullable Restart restart) {
        if (restart != null) restart.close();
    }

    /** Those that are open and that nobody works on. */
    public List<String> left() {
        return actions.left();
    }

    /** Takes one over; one that still runs was lost with its process. Null when another node was faster. */
    public @Nullable Restart take(String id) {
        if (!actions.take(id, settings.lease().toMillis())) return null;
        var restart = actions.find(id).map(Restart::new).orElse(null);
        if (restart != null) finish(restart, State.FAILED, UNKNOWN);
        return restart;
    }

    /** A container that was caught between its end and its start is started, once. */
    public void mend(@ExchangeProperty("restart") Restart restart) {
        var stopped = visits.find(restart.visit()).filter(container -> !container.isRunning());
        if (stopped.isEmpty()) return;
        var lock = restart.visit().run(restart.files().lock());
        if (Objects.equals(lock.exit(), Guarded.NOT_OURS)) return; // whoever holds the host takes care of it
        restart.visit().good(lock, "locking it");
        var result = restart.visit().run(restart.docker().start(stopped.get().id()));
        log.warn("{}: its container did not run; starting it {}", restart, result.isGood() ? "helped" : "failed");
    }

    /** Nothing of it is left. */
    public void settle(@ExchangeProperty("restart") Restart restart) {
        actions.settle(restart.action().id());
    }

    /** Not now; given up after {@code understudy.rotation.patience}. */
    public void later(
            @ExchangeProperty("restart") Restart restart,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        var action = restart.action();
        var isLate = clock.millis() - action.startedAt() > settings.patience().toMillis();
        log.warn("{}: its host cannot be tidied up{}: {}", restart, isLate ? ", given up" : "", told(failure));
        if (isLate) actions.settle(action.id());
        else actions.leave(action.id(), AGAIN.toMillis());
    }

    private void finish(Restart restart, State state, String observed) {
        if (!actions.finish(restart.action().id(), state, observed)) return;
        deeds.note(restart.action().asked(), state.code() + ": " + observed);
    }

    private static String told(Exception failure) {
        var told = Visits.told(failure);
        if (told != null) return String.valueOf(told.getMessage());
        log.error("a restart failed in a way that was not foreseen: {}", Trace.of(failure));
        return failure.getClass().getSimpleName();
    }
}
