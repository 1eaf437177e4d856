package dev.understudy.session;

import org.jspecify.annotations.Nullable;

/**
 * The agent of a session: asked for, in the room, or gone.
 *
 * @param attempt counts the dispatches; an agent of an older one is surplus
 * @param base the attempt after which the budget of attempts counts anew: the last one that brought an agent
 * @param dispatchId the current dispatch; null when there is none, or when the agent was adopted without one
 * @param dispatchedAt when it was created, UTC ms; 0 when not yet
 * @param firstDispatchedAt when the session's first one was created; 0 when not yet
 * @param looks how many of the looks between dispatch and deadline are done
 * @param identity the agent in the room; null while there is none
 * @param joinedAt since when, UTC ms
 * @param gone the identity that was judged dead or lost last; null when none was
 * @param cause why the last attempt came to nothing; null when it did not
 * @param againAt when to try again after LiveKit could not be asked, UTC ms
 */
public record Casting(
        int attempt,
        int base,
        @Nullable String dispatchId,
        long dispatchedAt,
        long firstDispatchedAt,
        int looks,
        @Nullable String identity,
        long joinedAt,
        @Nullable String gone,
        @Nullable EndReason cause,
        long againAt) {

    /** Nobody was asked yet. */
    public static final Casting FIRST = new Casting(1, 0, null, 0, 0, 0, null, 0, null, null, 0);

    Casting dispatched(String id, long now) {
        var first = firstDispatchedAt == 0 ? now : firstDispatchedAt;
        return new Casting(attempt, base, id, now, first, 0, null, 0, gone, cause, 0);
    }

    Casting looked(int count) {
        return new Casting(
                attempt, base, dispatchId, dispatchedAt, firstDispatchedAt, count, identity, joinedAt, gone, cause, 0);
    }

    /** The agent is in the room, by this dispatch, or by none that is listed. */
    Casting joined(String who, @Nullable String dispatch, long now) {
        var first = firstDispatchedAt == 0 ? now : firstDispatchedAt;
        return new Casting(attempt, attempt, dispatch, dispatchedAt, first, looks, who, now, null, null, 0);
    }

    /** The attempt came to nothing, or the agent is gone: the next one. The old dispatch's id is kept until it is deleted. */
    Casting next(@Nullable EndReason why, @Nullable String lost) {
        var last = lost == null ? gone : lost;
        return new Casting(attempt + 1, base, dispatchId, 0, firstDispatchedAt, 0, null, 0, last, why, 0);
    }

    Casting postponed(EndReason why, long until) {
        return new Casting(attempt + 1, base, dispatchId, 0, firstDispatchedAt, 0, null, 0, gone, why, until);
    }

    Casting withoutDispatch() {
        return new Casting(
                attempt, base, null, dispatchedAt, firstDispatchedAt, looks, identity, joinedAt, gone, cause, againAt);
    }

    /** How many attempts in a row have been used, the current one included. */
    int used() {
        return attempt - base;
    }
}
