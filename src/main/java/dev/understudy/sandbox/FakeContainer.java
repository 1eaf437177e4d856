package dev.understudy.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A container of the simulated host: what it was made from and how it is. {@link FakeDocker} and its worker change it. */
final class FakeContainer {
    private final String id;
    private final ContainerSpec spec;
    private final ContainerLog log = new ContainerLog();
    private final Instant created = Instant.now();
    private volatile String name;
    private volatile Map<String, HostFile> mounted = Map.of();
    private volatile boolean registered;
    private boolean told;
    private volatile State state = new State(false, 0, null, null, 0);

    /**
     * How it is.
     *
     * @param running whether its process is there
     * @param exit the last one's exit code
     * @param started when that was
     * @param finished when the last one ended
     * @param run the how-manieth start it was: what was planned for another one does not happen
     */
    record State(
            boolean running,
            int exit,
            @Nullable Instant started,
            @Nullable Instant finished,
            int run) {}

    FakeContainer(String id, String name, ContainerSpec spec) {
        this.id = id;
        this.name = name;
        this.spec = spec;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    ContainerSpec spec() {
        return spec;
    }

    ContainerLog log() {
        return log;
    }

    Instant created() {
        return created;
    }

    State state() {
        return state;
    }

    /** The files that were mounted at its last start, by their paths inside. */
    Map<String, HostFile> mounted() {
        return mounted;
    }

    void mount(Map<String, HostFile> now) {
        mounted = Map.copyOf(now);
    }

    void rename(String other) {
        name = other;
    }

    /** Starts its process; gives the number of this start. */
    synchronized int begin() {
        registered = false;
        told = false;
        state = new State(true, 0, Instant.now(), state.finished, state.run + 1);
        return state.run;
    }

    /** Its process ends. */
    synchronized void end(int exit) {
        if (!state.running) return;
        registered = false;
        state = new State(false, exit, state.started, Instant.now(), state.run);
        notifyAll();
    }

    /** Waits until its process has ended, so long at most. */
    synchronized void awaitEnd(Duration time) {
        var until = System.nanoTime() + time.toNanos();
        try {
            for (var left = time.toMillis(); state.running && left > 0; left = (until - System.nanoTime()) / 1_000_000)
                wait(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether this start's process is still there. */
    boolean isIn(int run) {
        var now = state;
        return now.running && now.run == run;
    }

    /** Its process is told to finish; false when it was told before. */
    synchronized boolean tell() {
        var isFirst = !told;
        told = true;
        return isFirst;
    }

    synchronized void registered(int run) {
        registered = isIn(run);
    }

    /** Whether its worker is registered at LiveKit. */
    boolean isRegistered() {
        return registered;
    }
}
