package dev.understudy.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A host whose commands are timed; {@link #report} says how long each kind took. */
record TimedHost(Host host, Map<String, List<Long>> times) implements Host {
    private static final Map<String, String> SCRIPTS = Map.of(
            EnvFileCommands.LOOK, "look",
            EnvFileCommands.LOCK, "lock",
            EnvFileCommands.SNAPSHOT, "snapshot",
            EnvFileCommands.READ, "read",
            EnvFileCommands.UPLOAD, "upload",
            EnvFileCommands.COMMIT, "commit",
            EnvFileCommands.RESTORE, "restore",
            EnvFileCommands.CLEAN, "clean",
            EnvFileCommands.UNLOCK, "unlock");

    @Override
    public CommandResult run(Command command) {
        var began = System.nanoTime();
        try {
            return host.run(command);
        } finally {
            var took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            times.computeIfAbsent(kind(command.arguments()), kind -> new ArrayList<>())
                    .add(took);
        }
    }

    @Override
    public void close() {
        host.close();
    }

    /** A line for each kind of command: how many, the median and the longest. */
    static void report(Map<String, List<Long>> times, Path file) {
        var lines = new ArrayList<String>();
        new TreeMap<>(times).forEach((kind, all) -> {
            var sorted = all.stream().sorted().toList();
            var last = sorted.get(sorted.size() - 1);
            lines.add("%-28s %4d  median %4d ms  most %4d ms"
                    .formatted(kind, all.size(), sorted.get(sorted.size() / 2), last));
        });
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kind(List<String> arguments) {
        var docker = arguments.indexOf("docker");
        if (docker >= 0) return String.join(" ", arguments.subList(docker, Math.min(docker + 2, arguments.size())));
        if (arguments.contains("rotation") && arguments.get(0).equals("sh")) return "docker logs";
        return arguments.stream()
                .filter(SCRIPTS::containsKey)
                .map(SCRIPTS::get)
                .findFirst()
                .orElse("other");
    }
}
