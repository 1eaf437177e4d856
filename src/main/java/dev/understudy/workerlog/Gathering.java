package dev.understudy.workerlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lines that become passages, one after the other. */
final class Gathering {
    private static final List<String> TRACEBACKS =
            List.of("Traceback (most recent call last)", "  + Exception Group Traceback (most recent call last)");

    private final Heads heads;
    private final int most;
    private final List<Passage> done = new ArrayList<>();
    private final List<TimedLine> lines = new ArrayList<>();
    private final List<String> bare = new ArrayList<>();
    private @Nullable Beginning current;
    private int length;

    /**
     * Where a record begins.
     *
     * @param prefix what compose puts before each of its lines; empty for nothing
     */
    private record Beginning(Head head, String prefix) {
        boolean isOpen() {
            return head.hasMore() || head.form() == Form.PLAIN && isTraceback(head.message());
        }
    }

    Gathering(Heads heads, int most) {
        this.heads = heads;
        this.most = most;
    }

    void add(TimedLine line) {
        var seen = BareLine.of(line.text());
        var begins = begins(seen);
        if (begins.isPresent() || current == null || isFull(line)) {
            end();
            if (begins.isEmpty() && seen.whole().isBlank()) return;
            current = begins.orElseGet(() -> plain(seen));
        }
        lines.add(line);
        bare.add(current.prefix().equals(seen.prefix()) ? seen.text() : seen.whole());
        length += line.text().length();
        if (!current.isOpen()) end();
    }

    List<Passage> all() {
        if (current != null) done.add(passage(current, true));
        current = null;
        return List.copyOf(done);
    }

    /** What a bar separates is a prefix only when something begins behind it. */
    private Optional<Beginning> begins(BareLine seen) {
        var found = heads.of(seen.whole()).map(head -> new Beginning(head, ""));
        if (found.isPresent() || seen.prefix().isEmpty()) return found;
        return heads.of(seen.text()).map(head -> new Beginning(head, seen.prefix()));
    }

    private static Beginning plain(BareLine seen) {
        var hasPrefix = isTraceback(seen.text());
        return new Beginning(Head.plain(hasPrefix ? seen.text() : seen.whole()), hasPrefix ? seen.prefix() : "");
    }

    private boolean isFull(TimedLine line) {
        return lines.size() >= Records.MOST_LINES || length + line.text().length() > most;
    }

    private static boolean isTraceback(String text) {
        return TRACEBACKS.stream().anyMatch(text::startsWith);
    }

    private void end() {
        if (current != null) done.add(passage(current, false));
        current = null;
        length = 0;
        lines.clear();
        bare.clear();
    }

    private Passage passage(Beginning of, boolean isOpen) {
        var all = List.copyOf(bare);
        var record = LogRecord.of(lines.get(0).at(), of.head(), all.subList(1, all.size()), all);
        return new Passage(List.copyOf(lines), record, isOpen);
    }
}
