package dev.understudy.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The agent of a session: asked for, in the room, or gone.
 *
 * @param attempt counts the dispatches; an agent of an older one is surplus
 * @param base the last attempt that brought an agent
 * @param dispatchId the current dispatch; null when there is none, or when the agent was adopted without one
 * @param dispatchedAt when it was created, UTC ms; 0 when not yet
 * @param firstDispatchedAt when the session's first one was created; 0 when not yet
 * @param looks how many of the looks between dispatch and deadline are done
 * @param identity the agent in the room; null while there is none
 * @param joinedAt since when, UTC ms
 * @param gone the identity that was judged dead or lost last; null when none was
 * @param cause why the last attempt came to nothing; null when it did not
 * @param againAt when to try again after LiveKit could not be asked, or agents were gone too soon, UTC ms
 * @param conduct how its agents have behaved
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
        long againAt,
        Conduct conduct) {

    /** Nobody was asked yet. */
    public static final Casting FIRST = new Casting(1, 0, null, 0, 0, 0, null, 0, null, null, 0, Conduct.NEW);

    /** As it was written down; rows of an older version know nothing of conduct. */
    static Casting read(Casting row) {
        @Nullable Conduct conduct = row.conduct;
        if (conduct != null) return row;
        return new Casting(
                row.attempt,
                row.base,
                row.dispatchId,
                row.dispatchedAt,
                row.firstDispatchedAt,
                row.looks,
                row.identity,
                row.joinedAt,
                row.gone,
                row.cause,
                row.againAt,
                new Conduct(false, 0, row.base, ""));
    }

    Casting dispatched(String id, long now) {
        var first = firstDispatchedAt == 0 ? now : firstDispatchedAt;
        return new Casting(attempt, base, id, now, first, 0, null, 0, gone, cause, 0, conduct.another());
    }

    Casting looked(int count) {
        return new Casting(
                attempt,
                base,
                dispatchId,
                dispatchedAt,
                firstDispatchedAt,
                count,
                identity,
                joinedAt,
                gone,
                cause,
                0,
                conduct);
    }

    /** The agent is in the room, by this dispatch, or by none that is listed. */
    Casting joined(String who, @Nullable String dispatch, long now) {
        var first = firstDispatchedAt == 0 ? now : firstDispatchedAt;
        return new Casting(
                attempt, attempt, dispatch, dispatchedAt, first, looks, who, now, null, null, 0, conduct.another());
    }

    /** The attempt came to nothing, or the agent is gone: the next one. The old dispatch's id is kept until it is deleted. */
    Casting next(@Nullable EndReason why, @Nullable String lost) {
        var last = lost == null ? gone : lost;
        return new Casting(attempt + 1, base, dispatchId, 0, firstDispatchedAt, 0, null, 0, last, why, 0, conduct);
    }

    /** The agent is gone; what that says of agents, and from when on the next one may be asked for, UTC ms. */
    Casting lost(Conduct seen, long again) {
        return new Casting(
                attempt + 1, base, dispatchId, 0, firstDispatchedAt, 0, null, 0, identity, null, again, seen);
    }

    /** The agent is gone, and there will be no next one. */
    Casting over(Conduct seen) {
        return new Casting(
                attempt, base, dispatchId, dispatchedAt, firstDispatchedAt, looks, null, 0, identity, null, 0, seen);
    }

    /** As {@link #FIRST}, in a room whose agents were gone too soon before. */
    static Casting after(Conduct seen, long again) {
        return new Casting(1, 0, null, 0, 0, 0, null, 0, null, null, again, seen);
    }

    /** The agent answered a ping, or said something of itself. */
    Casting with(Conduct seen) {
        return new Casting(
                attempt,
                base,
                dispatchId,
                dispatchedAt,
                firstDispatchedAt,
                looks,
                identity,
                joinedAt,
                gone,
                cause,
                againAt,
                seen);
    }

    Casting postponed(EndReason why, long until) {
        return new Casting(attempt + 1, base, dispatchId, 0, firstDispatchedAt, 0, null, 0, gone, why, until, conduct);
    }

    Casting withoutDispatch() {
        return new Casting(
                attempt,
                base,
                null,
                dispatchedAt,
                firstDispatchedAt,
                looks,
                identity,
                joinedAt,
                gone,
                cause,
                againAt,
                conduct);
    }

    /** How many attempts in a row have brought no agent, the current one included. */
    int used() {
        return attempt - base;
    }

    /** How many attempts in a row have brought none that stayed, the current one included. */
    int spent() {
        return attempt - conduct.counted();
    }

    /** Whether the agent in the room has been there for that long by now. */
    boolean stayed(long now, Duration steady) {
        return identity != null && now - joinedAt >= steady.toMillis();
    }
}
