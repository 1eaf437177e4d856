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
 * @param userFirst whether no agent is asked for before a user was seen
 * @param company what the people in the room did
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
        int failures,
        boolean userFirst,
        Company company) {

    /** As it was written down; rows of an older version know nothing of the company. */
    static Presence read(Presence row) {
        @Nullable Company company = row.company;
        return company != null ? row : row.with(Company.NONE);
    }

    Presence with(Company seen) {
        return new Presence(
                roomSid,
                userSeen,
                userThere,
                settleUntil,
                endingAt,
                because,
                from,
                doubtUntil,
                failures,
                userFirst,
                seen);
    }

    static Presence unseen(long doubtUntil, int failures) {
        return new Presence("", false, false, 0, 0, null, null, doubtUntil, failures, false, Company.NONE);
    }

    /** The agent comes only once a user was seen. */
    Presence afterUser() {
        return new Presence(
                roomSid,
                userSeen,
                userThere,
                settleUntil,
                endingAt,
                because,
                from,
                doubtUntil,
                failures,
                true,
                company);
    }

    /** Whether nothing is done yet, as nobody was seen for whom an agent would come. */
    boolean awaitsUser() {
        return userFirst && !userSeen;
    }

    Presence users(boolean there) {
        return new Presence(
                roomSid,
                userSeen || there,
                there,
                settleUntil,
                endingAt,
                because,
                from,
                doubtUntil,
                failures,
                userFirst,
                company);
    }

    Presence room(String sid, long settle) {
        return new Presence(
                sid, userSeen, userThere, settle, endingAt, because, from, doubtUntil, failures, userFirst, company);
    }

    Presence ending(EndReason why, SessionState state, long now) {
        return new Presence(
                roomSid, userSeen, userThere, settleUntil, now, why, state, doubtUntil, failures, userFirst, company);
    }

    Presence staying() {
        return new Presence(
                roomSid, userSeen, userThere, settleUntil, 0, null, null, doubtUntil, failures, userFirst, company);
    }
}
