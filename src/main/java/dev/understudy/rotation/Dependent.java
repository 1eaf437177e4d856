package dev.understudy.rotation;

import dev.understudy.container.DockerTime;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A container that is in another one's namespaces.
 *
 * @param id its full id
 * @param name without Docker's slash
 * @param isRunning whether it runs
 * @param finishedAt when it last ended, UTC ms; negative for never
 * @param modes what it says of its network, process and IPC namespaces, in this order
 */
record Dependent(String id, String name, boolean isRunning, long finishedAt, List<String> modes) {
    private static final List<String> KINDS = List.of("network", "pid", "ipc");
    private static final int FIRST_MODE = 4;

    /** Reads a line of {@link dev.understudy.host.DependentsCommand}; nothing for what is none. */
    static Optional<Dependent> parse(String line) {
        var parts = line.strip().split("\\|", -1);
        if (parts.length != FIRST_MODE + KINDS.size() || !parts[0].matches("[0-9a-f]{12,64}")) return Optional.empty();
        var name = parts[1].replaceFirst("^/", "");
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{1,200}")) return Optional.empty();
        var modes = List.of(parts).subList(FIRST_MODE, parts.length);
        return Optional.of(new Dependent(parts[0], name, parts[2].equals("true"), ended(parts[3]), modes));
    }

    /** Whether it is in a namespace that one of these words names. */
    boolean isIn(Set<String> words) {
        return modes.stream().anyMatch(words::contains);
    }

    /** Its name, and which namespaces. */
    String told() {
        var kinds = IntStream.range(0, KINDS.size())
                .filter(each -> modes.get(each).startsWith("container:"))
                .mapToObj(KINDS::get)
                .toList();
        return name + " (" + String.join(", ", kinds) + (isRunning ? ")" : "; does not run)");
    }

    private static long ended(String time) {
        try {
            return DockerTime.parse(time).toEpochMilli();
        } catch (DateTimeException e) {
            return -1; // whatever else it says, not that it ended
        }
    }
}
