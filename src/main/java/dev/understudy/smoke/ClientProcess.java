package dev.understudy.smoke;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A client that runs as a process of ours, with whatever it has started itself. */
final class ClientProcess implements SmokeUser.Visit {
    private static final long POLITE_MS = 3_000;
    private static final long HARD_MS = 2_000;
    private final Process process;
    private final Consumer<ClientProcess> gone;

    ClientProcess(Process process, Consumer<ClientProcess> gone) {
        this.process = process;
        this.gone = gone;
    }

    @Override
    public String mark() {
        return process.pid() + " " + start(process.toHandle());
    }

    @Override
    public String over() {
        return process.isAlive() ? "" : "the client has ended with exit code " + process.exitValue();
    }

    @Override
    public void leave() {
        end(process.toHandle());
        gone.accept(this);
    }

    /** When it was started, UTC ms as text; empty where the system does not tell. */
    static String start(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(at -> Long.toString(at.toEpochMilli()))
                .orElse("");
    }

    /** Ends a process with all that it started: asked first, killed after 3 s. */
    static void end(ProcessHandle process) {
        var all = Stream.concat(process.descendants(), Stream.of(process)).toList();
        all.forEach(ProcessHandle::destroy);
        if (areGone(all, POLITE_MS)) return;
        Stream.concat(process.descendants(), all.stream()).distinct().forEach(ProcessHandle::destroyForcibly);
        areGone(all, HARD_MS);
    }

    private static boolean areGone(List<ProcessHandle> all, long withinMs) {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMs);
        return all.stream().allMatch(each -> isGone(each, deadline - System.nanoTime()));
    }

    private static boolean isGone(ProcessHandle process, long withinNs) {
        try {
            process.onExit().get(Math.max(0, withinNs), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
