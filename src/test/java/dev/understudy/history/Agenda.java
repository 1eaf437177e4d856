package dev.understudy.history;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/**
 * The model's time: what is to happen when. Time passes only in {@link #pass}; a call that takes time passes it too, so that
 * whatever is due meanwhile happens in the middle of it, as it would on other threads.
 */
final class Agenda extends Clock {
    private static final long BEGIN = 1_795_410_048_000L;
    private static final int DEEPEST = 12;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::order));
    private final List<Line> story = new ArrayList<>();
    private long now = BEGIN;
    private long count;
    private int depth;

    private record Line(long at, int depth, String text) {
        @Override
        public String toString() {
            return "%8.3f %s%s".formatted((at - BEGIN) / 1000.0, "  ".repeat(depth), text);
        }
    }

    private record Entry(long at, long order, Runnable what) {}

    /** Plans something for so many ms from now. */
    void in(long ms, Runnable what) {
        entries.add(new Entry(now + Math.max(ms, 0), count++, what));
    }

    /** Lets time pass, ms; what is due happens. */
    void pass(long ms) {
        var until = now + ms;
        depth++;
        while (depth < DEEPEST && !entries.isEmpty() && entries.peek().at() <= until) {
            var next = entries.remove();
            now = Math.max(now, next.at());
            next.what().run();
        }
        depth--;
        now = Math.max(now, until);
    }

    /** Writes a line of the story that a failure prints. */
    void tell(String line) {
        story.add(new Line(now, Math.max(depth - 1, 0), line));
    }

    /** The whole story; deeper lines happened in the middle of the line after them. */
    String story() {
        return story.stream().map(Line::toString).collect(Collectors.joining("\n"));
    }

    /** Whether some line says this. */
    boolean tells(String what) {
        return story.stream().anyMatch(line -> line.text().contains(what));
    }

    @Override
    public long millis() {
        return now;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
