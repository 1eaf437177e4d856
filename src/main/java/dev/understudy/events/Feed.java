package dev.understudy.events;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Finds the lines that were written since it last looked, on whichever node. A line is dated before it is written, so each look
 * goes back a little and leaves out what it saw already. For one thread.
 */
@Component
class Feed {
    /** How much later than dated a line may become visible, nodes' clocks that differ included, ms. */
    static final long LATE_MS = 3_000;

    private static final int PAGE = 500;
    private static final int MOST_PAGES = 20;
    private final List<NewsSource> sources;
    private final Clock clock;
    private final TreeSet<Position> seen = new TreeSet<>();
    private long newest;

    Feed(List<NewsSource> sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /** Begins here: what is there already is not news. */
    void begin() {
        seen.clear();
        newest = clock.millis();
        next();
    }

    /** What is new, in order. */
    List<News> next() {
        var lines = new ArrayList<News>();
        for (var line : read(newest - LATE_MS, MOST_PAGES)) if (seen.add(line.position())) lines.add(line);
        if (!lines.isEmpty()) advance(lines.get(lines.size() - 1).position().at());
        return lines;
    }

    /** What {@link #next} has given up to now, after that position; one more than the limit when there is more than that. */
    List<News> after(Position from, int limit) {
        return read(from.at(), limit / PAGE + 2).stream()
                .filter(line -> line.position().compareTo(from) > 0 && isPast(line.position()))
                .limit(limit + 1L)
                .toList();
    }

    private boolean isPast(Position position) {
        return position.at() < newest - LATE_MS || seen.contains(position);
    }

    /** Never beyond our own clock: one node whose clock is fast must not hide the lines of the others. */
    private void advance(long at) {
        newest = Math.max(newest, Math.min(at, clock.millis()));
        seen.headSet(Position.before(newest - LATE_MS)).clear();
    }

    private List<News> read(long from, int pages) {
        return sources.stream()
                .flatMap(source -> read(source, from, pages).stream())
                .sorted(Comparator.comparing(News::position))
                .toList();
    }

    private static List<News> read(NewsSource source, long from, int pages) {
        var lines = new ArrayList<News>();
        var at = from;
        for (var page = 0; page < pages; page++) {
            var more = source.since(at, PAGE);
            lines.addAll(more);
            if (more.size() < PAGE) break;
            var last = more.get(more.size() - 1).position().at();
            at = last > at ? last : at + 1;
        }
        return lines.stream().distinct().toList();
    }
}
