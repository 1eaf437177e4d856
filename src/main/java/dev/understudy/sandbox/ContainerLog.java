package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** What a container printed, on standard error, as Python's loggers do. */
final class ContainerLog {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final List<Line> lines = new ArrayList<>();

    private record Line(Instant at, String text) {}

    /** Adds an entry, with what it says under {@code message}, in the form in which the worker logs. */
    synchronized void add(LogForm form, String level, String name, ObjectNode entry) {
        var now = Instant.now();
        form.text(now, level, name, entry).lines().forEach(line -> lines.add(new Line(now, line)));
    }

    /** Adds a line as it is. */
    synchronized void print(String text) {
        lines.add(new Line(Instant.now(), text));
    }

    /** Those since then, each behind its time as Docker writes it, with its end. */
    synchronized List<String> stamped(Instant moment) {
        return lines.stream()
                .filter(line -> !line.at.isBefore(moment))
                .map(line -> STAMP.format(line.at) + " " + line.text + "\n")
                .toList();
    }

    /** The last so many lines, each behind its time as Docker writes it. */
    synchronized List<String> tail(int count) {
        return lines.subList(Math.max(0, lines.size() - count), lines.size()).stream()
                .map(line -> STAMP.format(line.at) + " " + line.text)
                .toList();
    }

    /** The last so many lines since then. */
    synchronized List<String> since(Instant moment, int tail) {
        var found = lines.stream()
                .filter(line -> !line.at.isBefore(moment))
                .map(Line::text)
                .toList();
        return found.subList(Math.max(0, found.size() - tail), found.size());
    }
}
