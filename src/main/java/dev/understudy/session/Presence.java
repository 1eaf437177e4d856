package dev.understudy.session;

import org.jspecify.annotations.Nullable;

/**
 * The room and its users, as last seen.
 *
 * @param roomSid the room's sid; empty while not known
 * @param userSeen whether a user was ever there
 * @param userThere whether one is there now
 * @param settleUntil until when an absent agent is not counted as gone, because the server has just started anew, UTC ms
 * @param endingAt since when the session ends, UTC ms; 0 when it does not
 * @param because why it ends; null when it does not
 * @param from the state that a returning user brings it back to; null when it does not end
 * @param doubtUntil until when an agent without a listed dispatch may be an older session's, UTC ms
 * @param failures how many sessions of this room failed in a row before this one
 */
public record Presence(
        String roomSid,
        boolean userSeen,
        boolean userThere,
        long settleUntil,
        long endingAt,
        @Nullable EndReason because,
        @Nullable SessionState from,
        long doubtUntil,
        int failures) {

    static Presence unseen(long doubtUntil, int failures) {
        return new Presence("", false, false, 0, 0, null, null, doubtUntil, failures);
    }

    Presence users(boolean there) {
        return new Presence(
                roomSid, userSeen || there, there, settleUntil, endingAt, because, from, doubtUntil, failures);
    }

    Presence room(String sid, long settle) {
        return new Presence(sid, userSeen, userThere, settle, endingAt, because, from, doubtUntil, failures);
    }

    Presence ending(EndReason why, SessionState state, long now) {
        return new Presence(roomSid, userSeen, userThere, settleUntil, now, why, state, doubtUntil, failures);
    }

    Presence staying() {
        return new Presence(roomSid, userSeen, userThere, settleUntil, 0, null, null, doubtUntil, failures);
    }
}
