package dev.understudy.backendlog;

import dev.understudy.workerlog.LogRecord;
import dev.understudy.workerlog.LogText;
import dev.understudy.workerlog.Passage;
import dev.understudy.workerlog.TimedLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How far a container's log was read. A container's two streams are stamped before they are written, so a line may stand behind
 * one that is a little younger: the last half second is read again, and what is known of it told by its hash. A record that may go on
 * is read again too, from its first line, and counted when it did not go on until the next look.
 *
 * @param since from where it is read on; a line of exactly then is read again
 * @param known the hashes of the lines since then that were counted, in their order
 * @param held the record that was not counted yet, by {@link #mark}; null for none
 */
record Bookmark(Instant since, List<String> known, @Nullable String held) {
    private static final Duration AGAIN = Duration.ofMillis(500);

    /**
     * What an answer brought.
     *
     * @param passages the records that were not counted yet
     * @param next where to read on
     * @param hasGap whether Docker has thrown lines away that were counted last, and so maybe others that were not
     */
    record Reading(List<Passage> passages, Bookmark next, boolean hasGap) {
        List<LogRecord> records() {
            return passages.stream().map(Passage::record).toList();
        }

        List<TimedLine> lines() {
            return passages.stream().flatMap(each -> each.lines().stream()).toList();
        }
    }

    /**
     * How it is read.
     *
     * @param again at most so many characters of an answer are read once more by the next one
     * @param isEnd whether the container has ended, so that a whole answer is all that it will ever say
     * @param gather takes lines together to records
     */
    record How(int again, boolean isEnd, Function<List<TimedLine>, List<Passage>> gather) {}

    /** At the beginning of what is to be read. */
    static Bookmark at(Instant since) {
        return new Bookmark(since, List.of(), null);
    }

    /** Tells new records from known ones. */
    Reading read(LogText text, How how) {
        var left = new ArrayList<>(known);
        var fresh =
                text.lines().stream().filter(line -> !left.remove(line.hash())).toList();
        var hasGap = isLost(left, fresh);
        if (fresh.isEmpty() && !text.isWhole()) return beyond(text, hasGap, how);
        if (text.lines().isEmpty()) return new Reading(List.of(), hasGap ? at(since) : this, hasGap);
        var passages = how.gather().apply(fresh);
        var open = open(passages, text, how);
        var next = after(text.lines(), open, how.again());
        return new Reading(open == null ? passages : passages.subList(0, passages.size() - 1), next, hasGap);
    }

    private boolean isLost(List<String> left, List<TimedLine> fresh) {
        if (!known.isEmpty() && left.contains(known.get(known.size() - 1))) return true;
        var first = held;
        return first != null && fresh.stream().map(TimedLine::hash).noneMatch(first::startsWith);
    }

    /** The last record, when it may go on; not when it did not since the last look, or when nothing else fits into the answer. */
    private @Nullable Passage open(List<Passage> passages, LogText text, How how) {
        var last = passages.isEmpty() ? null : passages.get(passages.size() - 1);
        if (last == null || !last.isOpen()) return null;
        if (text.isWhole()) return how.isEnd() || mark(last).equals(held) ? null : last;
        return passages.size() == 1 ? null : last;
    }

    /** Its first line and how many there are. */
    private static String mark(Passage passage) {
        return passage.lines().get(0).hash() + "*" + passage.lines().size();
    }

    /** The answer has no room for anything new: a line longer than it, or very many of one moment. They are passed over. */
    private Reading beyond(LogText text, boolean hasGap, How how) {
        var half = text.half();
        if (half != null)
            return new Reading(how.gather().apply(List.of(half)), at(half.at().plusNanos(1)), hasGap);
        var last = text.lines().stream().map(TimedLine::at).max(Instant::compareTo);
        return new Reading(List.of(), last.map(at -> at(at.plusNanos(1))).orElse(this), true);
    }

    private Bookmark after(List<TimedLine> all, @Nullable Passage open, int again) {
        var waiting = Collections.<TimedLine>newSetFromMap(new IdentityHashMap<>());
        if (open != null) waiting.addAll(open.lines());
        var counted = all.stream().filter(line -> !waiting.contains(line)).toList();
        var from = counted.isEmpty() ? since : from(counted, again);
        var earliest =
                waiting.stream().map(TimedLine::at).min(Instant::compareTo).orElse(from);
        var next = earliest.isBefore(from) ? earliest : from;
        var known = counted.stream().filter(line -> !line.at().isBefore(next)).map(TimedLine::hash);
        return new Bookmark(next, known.toList(), open == null ? null : mark(open));
    }

    private static Instant from(List<TimedLine> lines, int again) {
        var newest = lines.stream().map(TimedLine::at).max(Instant::compareTo).orElseThrow();
        var from = newest.minus(AGAIN);
        var room = again;
        for (var i = lines.size() - 1; i >= 0 && lines.get(i).at().isAfter(from); i--) {
            room -= lines.get(i).text().length();
            if (room < 0) from = lines.get(i).at();
        }
        return from;
    }
}
