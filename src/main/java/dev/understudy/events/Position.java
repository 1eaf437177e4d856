package dev.understudy.events;

import dev.understudy.session.SessionEvents.Line;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line's place among all lines, in the order in which the store gives them; as text it is the id of an event.
 *
 * @param at UTC ms
 * @param session whose
 * @param seq its order within the session
 */
record Position(long at, String session, long seq) implements Comparable<Position> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,15})-([a-z0-9]{1,64})-(\\d{1,18})");
    private static final Comparator<Position> ORDER = Comparator.comparingLong(Position::at)
            .thenComparing(Position::session)
            .thenComparingLong(Position::seq);

    static Position of(Line line) {
        return new Position(line.entry().at(), line.session(), line.seq());
    }

    /** Before all lines of that time. */
    static Position before(long at) {
        return new Position(at, "", 0);
    }

    /** What {@code Last-Event-ID} says; empty when it says nothing that we ever sent. */
    static Optional<Position> parse(@Nullable String text) {
        var parts = TEXT.matcher(text == null ? "" : text);
        if (!parts.matches()) return Optional.empty();
        return Optional.of(
                new Position(Long.parseLong(parts.group(1)), parts.group(2), Long.parseLong(parts.group(3))));
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return at + "-" + session + "-" + seq;
    }
}
