package dev.understudy.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A folder of the simulated host: its files, the symbolic link that is a rotation's lock, and what {@code flock} holds. */
final class HostFolder {
    private final String path;
    private final Map<String, HostFile> files = new TreeMap<>();
    private final Semaphore flock = new Semaphore(1, true);
    private @Nullable String lock;

    HostFolder(String path) {
        this.path = path;
    }

    /** Waits for the folder as {@code flock} does; whoever got it gives it back by {@link #leave}. */
    boolean enter(Duration patience) {
        try {
            return flock.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave() {
        flock.release();
    }

    String path() {
        return path;
    }

    synchronized Optional<HostFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** The file's checksum; empty when it is not there. */
    String sum(String name) {
        return file(name).map(HostFile::sha256).orElse("");
    }

    synchronized void put(String name, HostFile file) {
        files.put(name, file);
    }

    synchronized void remove(String name) {
        files.remove(name);
    }

    /** Gives a file the other name, in one step. */
    synchronized void move(String from, String to) {
        var file = files.remove(from);
        if (file != null) files.put(to, file);
    }

    /** Where the lock points to: the rotation that has it; empty when there is none. */
    synchronized String lock() {
        return lock == null ? "" : lock;
    }

    /** Makes the lock if there is none. */
    synchronized void lockIfFree(String rotation) {
        if (lock == null) lock = rotation;
    }

    synchronized void unlock() {
        lock = null;
    }

    synchronized Map<String, HostFile> files() {
        return new TreeMap<>(files);
    }
}
