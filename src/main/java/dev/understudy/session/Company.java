package dev.understudy.session;

import java.util.List;

/**
 * What the people in the room did, as last seen.
 *
 * @param heardAt when one of them was heard last, or could have been, UTC ms; 0 when never
 * @param unseenSince since when nobody who is there can see anything, UTC ms; 0 when somebody can
 * @param endsAt when the agent was told that the session ends, UTC ms; 0 when it was told of no end
 * @param last who was there when the session came to a final end
 */
public record Company(long heardAt, long unseenSince, long endsAt, List<String> last) {
    /** Nothing yet. */
    public static final Company NONE = new Company(0, 0, 0, List.of());

    /** Copies. */
    public Company {
        last = last == null ? List.of() : List.copyOf(last);
    }

    Company heard(long now) {
        return new Company(now, unseenSince, endsAt, last);
    }

    Company unseen(long since) {
        return new Company(heardAt, since, endsAt, last);
    }

    Company told(long end) {
        return new Company(heardAt, unseenSince, end, last);
    }

    Company with(List<String> people) {
        return new Company(heardAt, unseenSince, endsAt, people);
    }
}
