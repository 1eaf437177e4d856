package dev.understudy.workerlog;

import dev.understudy.container.DockerTime;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the command of {@link dev.understudy.host.LogCommands#read} printed.
 *
 * @param lines with a time of Docker's, in their order; half a line at the end of a cut answer is none
 * @param half that half line, when there is no whole one; null otherwise
 * @param exit how Docker ended; null when the answer was cut before it said so
 * @param isGone whether Docker says that there is no such container
 */
public record LogText(
        List<TimedLine> lines,
        @Nullable TimedLine half,
        @Nullable Integer exit,
        boolean isGone) {
    private static final Pattern END = Pattern.compile("\nexit ([0-9]{1,3})\n\\z");
    /** Of {@code 2006-01-02T15:04:05Z}. */
    private static final int SHORTEST_STAMP = 20;

    private static final Pattern GONE = Pattern.compile("(?i)no such container");

    /** Takes it apart. */
    public static LogText parse(byte[] printed) {
        var text = new String(printed, StandardCharsets.UTF_8);
        var end = END.matcher(text);
        if (end.find()) return whole(text.substring(0, end.start()), Integer.valueOf(end.group(1)));
        var last = text.lastIndexOf('\n');
        var lines = timed(text.substring(0, last + 1));
        return new LogText(
                lines, lines.isEmpty() ? line(text.substring(last + 1)).orElse(null) : null, null, false);
    }

    /** Whether nothing is missing. */
    public boolean isWhole() {
        return exit != null;
    }

    private static LogText whole(String text, Integer exit) {
        var isGone = exit != 0 && GONE.matcher(text).find();
        return new LogText(timed(text), null, exit, isGone);
    }

    private static List<TimedLine> timed(String text) {
        return Arrays.stream(text.split("\n"))
                .map(LogText::line)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What Docker itself says has no time, and is no line of the container's. */
    private static Optional<TimedLine> line(String text) {
        var space = text.indexOf(' ');
        var stamp = space < 0 ? text : text.substring(0, space);
        // of short lines there may be hundreds of thousands, and each exception has its price
        if (stamp.length() < SHORTEST_STAMP) return Optional.empty();
        try {
            return Optional.of(new TimedLine(DockerTime.parse(stamp), space < 0 ? "" : text.substring(space + 1)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
