package dev.understudy.hosts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Reads all processes' arguments and environments over and over, as {@code ps e} would, outside the containers. */
final class KeyHunt implements AutoCloseable {
    private static final List<String> FILES = List.of("cmdline", "environ");
    private final List<String> keys;
    private final Set<String> hits = new ConcurrentSkipListSet<>();
    private final AtomicInteger scans = new AtomicInteger();
    private final AtomicInteger processes = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "key hunt");
    private volatile boolean isOver;

    /** Begins to look for these. */
    KeyHunt(String... keys) {
        this.keys = List.of(keys);
        thread.start();
    }

    /** Where one was seen. */
    Set<String> hits() {
        return hits;
    }

    /** How often all processes were read. */
    int scans() {
        return scans.get();
    }

    /** How many processes that came to. */
    int processes() {
        return processes.get();
    }

    /** Of a text, those keys that are in it. */
    static List<String> found(String text, String... keys) {
        return Stream.of(keys).filter(text::contains).toList();
    }

    private void run() {
        while (!isOver) {
            for (var process : all()) look(process);
            scans.incrementAndGet();
        }
    }

    private static List<Path> all() {
        var found = new ArrayList<Path>();
        try (var folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            folders.forEach(found::add);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return found;
    }

    private void look(Path process) {
        processes.incrementAndGet();
        for (var name : FILES) {
            var text = read(process.resolve(name));
            if (keys.stream().anyMatch(text::contains) && !isInContainer(process))
                hits.add(process.resolve(name) + ": " + text.replace('\0', ' '));
        }
    }

    /** A container's processes are those that a shim has begun: they have a PID namespace of their own. */
    private static boolean isInContainer(Path process) {
        try {
            return !Files.readSymbolicLink(process.resolve("ns/pid"))
                    .equals(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")));
        } catch (IOException gone) {
            return true;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    @Override
    public void close() {
        isOver = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
