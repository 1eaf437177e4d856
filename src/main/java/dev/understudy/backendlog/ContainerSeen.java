package dev.understudy.backendlog;

import dev.understudy.container.DockerTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A container as {@link dev.understudy.host.LogCommands#look} shows it; times as Docker writes them.
 *
 * @param id in full
 * @param name without the slash
 * @param createdAt when it was made
 * @param status created, running, restarting, exited and so on
 * @param startedAt when its first process was last started
 * @param finishedAt when that last ended
 * @param restarts how often its restart policy started it again
 */
record ContainerSeen(
        String id, String name, Instant createdAt, String status, String startedAt, String finishedAt, int restarts) {
    private static final int WORDS = 7;

    /** Those that were printed, in their order; what is no such line is left out. */
    static List<ContainerSeen> parse(String printed) {
        return printed.lines()
                .map(ContainerSeen::line)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Its first process is there, or will be again by itself. */
    boolean isAlive() {
        return !status.equals("exited") && !status.equals("dead") && !status.equals("created");
    }

    /** Nothing was ever logged by it. */
    boolean isNew() {
        return status.equals("created");
    }

    /** As it was written, since a fraction of a second is compared to the last digit. */
    private static String time(String written) {
        DockerTime.parse(written);
        return written;
    }

    private static Optional<ContainerSeen> line(String line) {
        var words = Arrays.asList(line.strip().split(" "));
        if (words.size() != WORDS || !words.get(0).matches("[0-9a-f]{64}")) return Optional.empty();
        try {
            return Optional.of(new ContainerSeen(
                    words.get(0),
                    words.get(1).replaceFirst("^/", ""),
                    DockerTime.parse(words.get(2)),
                    words.get(3),
                    time(words.get(4)),
                    time(words.get(5)),
                    Integer.parseInt(words.get(6))));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
