package dev.understudy.masking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The parts of a line that are covered, each by a name. */
final class Cover {
    private final List<Part> parts = new ArrayList<>();

    private record Part(int from, int to, String name) {}

    /** Covers that part of an unwrapped line, wherever it is in the line itself. */
    void add(Unwrapped line, int from, int to, String name) {
        parts.add(new Part(line.start(from), line.end(to - 1), name));
    }

    /** The line with names in brackets instead; what overlaps becomes one. */
    String over(String line) {
        if (parts.isEmpty()) return line;
        parts.sort(Comparator.comparingInt(Part::from).thenComparing(Part::to, Comparator.reverseOrder()));
        var covered = new StringBuilder();
        var done = 0;
        for (var part : parts) {
            if (part.from >= done) {
                covered.append(line, done, part.from)
                        .append('[')
                        .append(part.name)
                        .append(']');
            }
            done = Math.max(done, part.to);
        }
        return covered.append(line.substring(done)).toString();
    }
}
