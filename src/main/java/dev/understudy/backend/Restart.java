package dev.understudy.backend;

import dev.understudy.host.DockerCommands;
import dev.understudy.host.EnvFileCommands;
import dev.understudy.host.Workplace;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A restart while this node works on it. It is the property {@code restart} of the routes, and for one thread at a time. */
public final class Restart implements AutoCloseable {
    private final Action action;
    private @Nullable Visit visit;
    private String startedBefore = "";
    private long startedAt;
    private @Nullable String seen;

    Restart(Action action) {
        this.action = action;
    }

    /** Whether the worker is still waited for. For the route. */
    public boolean isWaiting() {
        return seen == null;
    }

    Action action() {
        return action;
    }

    /** Whether its host was reached. */
    boolean isThere() {
        return visit != null;
    }

    Visit visit() {
        return Objects.requireNonNull(visit, "the host is reached first");
    }

    void visit(Visit reached) {
        close();
        visit = reached;
    }

    EnvFileCommands files() {
        return new EnvFileCommands(place());
    }

    DockerCommands docker() {
        return new DockerCommands(place());
    }

    /** Docker's time of the container's last start before this one. */
    String startedBefore() {
        return startedBefore;
    }

    void startedBefore(String time) {
        startedBefore = time;
    }

    /** When the engine had started it anew, UTC ms by our clock. */
    long startedAt() {
        return startedAt;
    }

    void startedAt(long time) {
        startedAt = time;
    }

    /** What was seen when it was good; null until then. */
    @Nullable
    String seen() {
        return seen;
    }

    void seen(String what) {
        seen = what;
    }

    private Workplace place() {
        return new Workplace(visit().target().envFile(), action.id());
    }

    @Override
    public void close() {
        if (visit != null) visit.close();
        visit = null;
    }

    @Override
    public String toString() {
        return "restart " + action.id() + " of " + action.asked().backend();
    }
}
