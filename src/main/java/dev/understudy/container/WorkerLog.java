package dev.understudy.container;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's log tells, of all the lines that are given: those of one container since its start. An older log has a
 * registered worker of its own.
 *
 * @param isRegistered true when a worker has said that LiveKit has it
 * @param workerId the latest one, {@code AW_...}; null when none was said
 * @param trouble what is wrong, in our own words; null when nothing is seen. Never a line: it may quote a key
 */
public record WorkerLog(
        boolean isRegistered,
        @Nullable String workerId,
        @Nullable String trouble) {

    /** Reads Python's lines and JavaScript's; what is no JSON is looked at as text. */
    public static WorkerLog read(String stdoutAndStderr, ObjectMapper json) {
        var lines = stdoutAndStderr.lines().map(line -> LogLine.of(line, json)).toList();
        var registered = lines.stream().filter(LogLine::isRegistration).toList();
        var id = registered.isEmpty()
                ? null
                : registered.get(registered.size() - 1).workerId();
        return new WorkerLog(!registered.isEmpty(), id, trouble(lines));
    }

    private static @Nullable String trouble(List<LogLine> lines) {
        if (lines.stream().anyMatch(LogLine::isRefusal)) return "a 401 in its log";
        return lines.stream().anyMatch(LogLine::isTraceback) ? "a traceback in its log" : null;
    }
}
