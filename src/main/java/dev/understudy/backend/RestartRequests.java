package dev.understudy.backend;

import dev.understudy.backend.Action.State;
import dev.understudy.common.Problem;
import dev.understudy.common.RandomId;
import dev.understudy.common.Refused;
import dev.understudy.rotation.Rotation;
import dev.understudy.rotation.RotationSettings;
import dev.understudy.rotation.Rotations;
import dev.understudy.web.Reply;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is done before a restart is answered: nobody else may work on the host, and from then on it is ours. */
@Component("backendRestarts")
public class RestartRequests {
    private final Actions actions;
    private final Visits visits;
    private final Rotations rotations;
    private final RotationSettings settings;
    private final BackendDeeds deeds;
    private final ActionCalls calls;
    private final Clock clock;

    /** Works over the store and the hosts. */
    RestartRequests(
            Actions actions,
            Visits visits,
            Rotations rotations,
            RotationSettings settings,
            BackendDeeds deeds,
            ActionCalls calls,
            Clock clock) {
        this.actions = actions;
        this.visits = visits;
        this.rotations = rotations;
        this.settings = settings;
        this.deeds = deeds;
        this.calls = calls;
        this.clock = clock;
    }

    /** The action is in the store, so that whatever happens next is found: the property {@code restart}. */
    public void open(@ExchangeProperty("asked") Asked asked, Exchange exchange) {
        visits.target(asked.backend());
        rotations.open().ifPresent(open -> {
            throw rotated(open);
        });
        var id = RandomId.of("a");
        var action = new Action(id, asked, State.RUNNING, "", clock.millis(), null);
        if (!actions.open(action, settings.lease().toMillis())) throw another(asked.backend());
        exchange.setProperty("restart", new Restart(action));
    }

    /** Connects, and sees that the container is there. */
    public void reach(@ExchangeProperty("restart") Restart restart) {
        restart.visit(visits.to(restart.action().asked().backend()));
        visits.container(restart.visit());
    }

    /** The host is ours: a link beside the env file names this action, as it names a rotation. */
    public void lock(@ExchangeProperty("restart") Restart restart) {
        restart.visit().good(restart.files().lock(), "locking it");
    }

    /** 202, with the action. */
    public Reply accept(@ExchangeProperty("restart") Restart restart) {
        var action = restart.action();
        deeds.note(action.asked(), "begun as " + action.id());
        return new Reply(202, calls.view(action), "/api/actions/" + action.id());
    }

    /** It was not begun. When nobody knows whether we have the lock, it is given back later. */
    public void notBegun(
            @ExchangeProperty("restart") @Nullable Restart restart,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        if (restart == null) return;
        var told = Visits.told(failure);
        var id = restart.action().id();
        actions.finish(id, State.FAILED, told == null ? "it was not begun" : String.valueOf(told.getMessage()));
        if (failure instanceof Refused || !restart.isThere()) actions.settle(id);
        else actions.leave(id, 0);
    }

    /** Hangs up; the work goes on with a connection of its own. */
    public void hangUp(@ExchangeProperty("restart") @Nullable Restart restart) {
        if (restart != null) restart.close();
    }

    private Refused another(String backend) {
        var open = actions.openOn(backend).map(Action::id).orElse("");
        return Problem.of(
                        409,
                        "host-locked",
                        "Somebody else works on the host",
                        "Restart " + open + " of " + backend + " is not over.")
                .about("/api/actions/" + open)
                .refused();
    }

    private static Refused rotated(Rotation open) {
        return Problem.of(
                        409,
                        "rotation-open",
                        "A rotation is open",
                        open.id() + " is not finished: GET /api/rotations/" + open.id() + " tells how far it is.")
                .about("/api/rotations/" + open.id())
                .refused();
    }
}
