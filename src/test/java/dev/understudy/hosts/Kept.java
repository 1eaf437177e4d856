package dev.understudy.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The output of a campaign: a line for its seed, then one for each fault; a later run goes on behind the last. */
final class Kept {
    private static final String SEED = "host.seed=";
    private static final String HIT = "hit ";
    private static final String EXCEPTION = "EXCEPTION ";
    private final Path file;
    private final long seed;

    /** In a file that may be there already, and then its seed counts unless another one is asked for. */
    Kept(Path file) {
        this.file = file;
        var asked = Long.getLong("host.seed");
        var found = lines().stream()
                .filter(line -> line.startsWith(SEED))
                .reduce((first, last) -> last)
                .map(line -> Long.parseLong(line.substring(SEED.length())));
        seed = asked != null ? asked : found.orElseGet(System::nanoTime);
        if (found.isEmpty() || found.get() != seed) append(SEED + seed);
        System.out.println(SEED + seed);
    }

    long seed() {
        return seed;
    }

    /** How many faults of this seed were tried, hit or not. */
    int tried() {
        return (int) ours().stream().filter(line -> !line.startsWith(" ")).count();
    }

    /** How many of them struck a rotation. */
    int hits() {
        return (int) ours().stream()
                .filter(line -> line.startsWith(HIT) || line.startsWith(EXCEPTION))
                .count();
    }

    /** Those after which something was not as it has to be. */
    List<String> exceptions() {
        return ours().stream().filter(line -> line.startsWith(EXCEPTION)).toList();
    }

    /** Writes what came of a fault. */
    void add(int number, Campaign.Outcome outcome) {
        var kind = !outcome.wrong().isEmpty() ? EXCEPTION : outcome.isHit() ? HIT : "miss ";
        append(kind + number + " " + outcome.line() + (outcome.wrong().isEmpty() ? "" : " WRONG: " + outcome.wrong()));
        if (!outcome.wrong().isEmpty()) outcome.rotated().steps().forEach(step -> append("    " + step));
    }

    private List<String> ours() {
        var all = lines();
        return all.subList(all.lastIndexOf(SEED + seed) + 1, all.size());
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(String line) {
        try {
            System.out.println(line);
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, line.replace("\n", " | ") + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
