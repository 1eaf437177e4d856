package dev.understudy.session;

import java.util.List;

/**
 * What the people in the room did, as last seen.
 *
 * @param heardAt when one of them was heard last, or could have been, UTC ms; 0 when never
 * @param unseenSince since when nobody who is there can see anything, UTC ms; 0 when somebody can
 * @param endsAt when the agent was told that the session ends, UTC ms; 0 when it was told of no end
 * @param last who was there when the session came to a final end
 * @param reported whether an agent of the session has ever said whom it hears, if only that it is nobody yet
 * @param after what they did after a final end
 */
public record Company(long heardAt, long unseenSince, long endsAt, List<String> last, boolean reported, After after) {
    /** Nothing yet. */
    public static final Company NONE = new Company(0, 0, 0, List.of(), false, After.NONE);

    /** Copies; rows of an older version know nothing of what came after. */
    public Company {
        last = last == null ? List.of() : List.copyOf(last);
        after = after == null ? After.NONE : after;
    }

    /**
     * Whether those who were there at a final end are still together.
     *
     * @param seenAt when somebody was seen there last, written down no more often than needed, UTC ms; 0 when never after the end
     * @param emptySince since when nobody is there, as far as it was seen, UTC ms; 0 while somebody is
     * @param parted whether that was for so long that whoever comes is somebody new
     */
    public record After(long seenAt, long emptySince, boolean parted) {
        /** Nothing was seen. */
        public static final After NONE = new After(0, 0, false);

        /** They parted, and whoever comes is somebody new. */
        static final After PARTED = new After(0, 0, true);

        static After together(long now) {
            return new After(now, 0, false);
        }

        After empty(long now) {
            return emptySince > 0 ? this : new After(seenAt, now, false);
        }
    }

    Company heard(long now) {
        return new Company(now, unseenSince, endsAt, last, reported, after);
    }

    Company unseen(long since) {
        return new Company(heardAt, since, endsAt, last, reported, after);
    }

    Company told(long end) {
        return new Company(heardAt, unseenSince, end, last, reported, after);
    }

    /** It has come to a final end, and these were there. */
    Company endedWith(List<String> people, long now) {
        var then = people.isEmpty() ? After.NONE.empty(now) : After.together(now);
        return new Company(heardAt, unseenSince, endsAt, people, reported, then);
    }

    Company reporting() {
        return new Company(heardAt, unseenSince, endsAt, last, true, after);
    }

    Company then(After seen) {
        return new Company(heardAt, unseenSince, endsAt, last, reported, seen);
    }
}
