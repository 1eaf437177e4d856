package dev.understudy.backendlog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a container's log was read. A container's two streams are stamped before they are written, so a line may stand behind
 * one that is a little younger: the last half second is read again, and what is known of it told by its hash.
 *
 * @param since from where it is read on; a line of exactly then is read again
 * @param known the hashes of the lines since then that were counted, in their order
 */
record Bookmark(Instant since, List<String> known) {
    private static final Duration AGAIN = Duration.ofMillis(500);

    /**
     * What an answer brought.
     *
     * @param fresh the lines that were not counted yet
     * @param next where to read on
     * @param hasGap whether Docker has thrown lines away that were counted last, and so maybe others that were not
     */
    record Reading(List<TimedLine> fresh, Bookmark next, boolean hasGap) {}

    /** At the beginning of what is to be read. */
    static Bookmark at(Instant since) {
        return new Bookmark(since, List.of());
    }

    /** Tells new lines from known ones; at most {@code again} bytes of an answer are read once more by the next one. */
    Reading read(LogText text, int again) {
        var left = new ArrayList<>(known);
        var fresh =
                text.lines().stream().filter(line -> !left.remove(line.hash())).toList();
        var hasGap = !known.isEmpty() && left.contains(known.get(known.size() - 1));
        if (fresh.isEmpty() && !text.isWhole()) return beyond(text, hasGap);
        if (text.lines().isEmpty()) return new Reading(fresh, hasGap ? at(since) : this, hasGap);
        return new Reading(fresh, after(text.lines(), again), hasGap);
    }

    /** The answer has no room for anything new: a line longer than it, or very many of one moment. They are passed over. */
    private Reading beyond(LogText text, boolean hasGap) {
        var half = text.half();
        if (half != null) return new Reading(List.of(half), at(half.at().plusNanos(1)), hasGap);
        var last = text.lines().stream().map(TimedLine::at).max(Instant::compareTo);
        return new Reading(List.of(), last.map(at -> at(at.plusNanos(1))).orElse(this), true);
    }

    private static Bookmark after(List<TimedLine> lines, int again) {
        var newest = lines.stream().map(TimedLine::at).max(Instant::compareTo).orElseThrow();
        var from = newest.minus(AGAIN);
        var room = again;
        for (var i = lines.size() - 1; i >= 0 && lines.get(i).at().isAfter(from); i--) {
            room -= lines.get(i).text().length();
            if (room < 0) from = lines.get(i).at();
        }
        var since = from;
        var known = lines.stream().filter(line -> !line.at().isBefore(since)).map(TimedLine::hash);
        return new Bookmark(since, known.toList());
    }
}
