package dev.understudy.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a step makes of a session, to be written in one transaction.
 *
 * @param before as it was read
 * @param after as it shall be
 * @param entries what its timeline says of it
 * @param chores what has to be done once it is written
 * @param next what has to be done by this step, under its lease
 */
public record Change(Session before, Session after, List<TimelineEntry> entries, List<Chore> chores, Next next) {

    /** The two things that cannot be repeated without looking first. */
    public enum Next {
        /** Nothing. */
        NONE,
        /** Ask LiveKit for an agent. */
        DISPATCH,
        /** Ask Tavus for a face. */
        AVATAR
    }

    /** Whether there is anything to write. */
    public boolean isSomething() {
        return next != Next.NONE || !entries.isEmpty() || !chores.isEmpty() || !sameBut(before, after);
    }

    /** The same with more to tell. */
    Change with(List<String> news) {
        if (news.isEmpty()) return this;
        var told = new ArrayList<>(entries);
        for (var event : news)
            told.add(new TimelineEntry(
                    after.stamps().updatedAt(),
                    event,
                    after.state(),
                    after.reason(),
                    after.casting().attempt()));
        return new Change(before, after, List.copyOf(told), chores, next);
    }

    private static boolean sameBut(Session a, Session b) {
        return a.casting().equals(b.casting())
                && a.face().equals(b.face())
                && a.command().equals(b.command())
                && a.presence().equals(b.presence())
                && Objects.equals(a.stamps().dueAt(), b.stamps().dueAt());
    }
}
