package dev.understudy.session;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a session is over; set once. */
public enum EndReason {
    /** The last user left and did not come back in time. */
    USER_LEFT,
    /** The agent was asked for, and nobody came to talk with it. */
    NO_USER_CAME,
    /** LiveKit closed the room. */
    ROOM_FINISHED,
    /** The agent left, and said that it is done. */
    AGENT_FINISHED,
    /** The agent left, and said that somebody else goes on. */
    HANDED_OVER,
    /** As long as the room's rule allows. */
    TOO_LONG,
    /** Nobody was heard for as long as the room's rule allows. */
    IDLE,
    /** DELETE /api/sessions/{id}. */
    ENDED_BY_OPERATOR,
    /** No worker took the job. */
    NO_WORKER,
    /** A worker took the job and its agent did not come. */
    AGENT_NO_SHOW,
    /** Agents came and were gone again before they had stayed. */
    AGENT_KEEPS_LEAVING,
    /** LiveKit refuses our key. */
    LIVEKIT_REJECTED,
    /** LiveKit cannot be reached. */
    LIVEKIT_UNAVAILABLE;

    /** Whether those who were there get no other session by themselves: only who comes anew does, or who asks for one. */
    public boolean isFinal() {
        return switch (this) {
            case ENDED_BY_OPERATOR, AGENT_FINISHED, HANDED_OVER, TOO_LONG, IDLE -> true;
            default -> false;
        };
    }

    /** As in the API: {@code user_left}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
