package dev.understudy.alert;

import org.jspecify.annotations.Nullable;

/**
 * Somebody was hit by something that may become an alert.
 *
 * @param kind by what
 * @param subject of what, as {@link Alert} has it
 * @param who a session, or whatever else was hit; counted once
 * @param place where it lasts: the session's room, which its next session may share; empty for what is no room
 * @param detail in words
 * @param times how often it was hit
 * @param told how many of these the alert has counted
 * @param inRow how much it counts for the row that raises the alert; 0 once it went well for somebody
 * @param firstAt since when it lasts, UTC ms
 * @param seenAt the last time, UTC ms
 * @param overAt when it was over, UTC ms; null while it lasts
 */
public record AlertSign(
        AlertKind kind,
        String subject,
        String who,
        String place,
        String detail,
        long times,
        long told,
        int inRow,
        long firstAt,
        long seenAt,
        @Nullable Long overAt) {
    /** Whether it is still hit. */
    public boolean lasts() {
        return overAt == null;
    }

    /** When something was last known of it, UTC ms. */
    long lastAt() {
        return overAt == null ? seenAt : Math.max(seenAt, overAt);
    }
}
