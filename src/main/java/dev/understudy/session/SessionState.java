package dev.understudy.session;

import java.util.Set;

/**
 * Where a session is, and, in {@link #leadsTo()}, the whole table of where it may go from there. Every open state may also
 * begin to end, and fail when LiveKit refuses us.
 */
public enum SessionState {
    /** Wanted; nothing was asked of LiveKit yet, or the last attempt came to nothing. */
    REQUESTED,
    /** An agent was asked for; it was not seen in the room yet. */
    DISPATCHED,
    /** The agent is in the room and speaks with its own voice. */
    AUDIO,
    /** As AUDIO, and Tavus was asked for a face. */
    VIDEO_STARTING,
    /** The avatar's video is published and the agent was told to speak through it. */
    VIDEO,
    /** The last user left; a returning one cancels it. */
    ENDING,
    /** Over: nothing of it costs money any more. */
    ENDED,
    /** Given up; a new session follows while a user waits. */
    FAILED;

    /** The table. */
    public Set<SessionState> leadsTo() {
        return switch (this) {
            case REQUESTED -> Set.of(DISPATCHED, AUDIO, ENDING, ENDED, FAILED);
            case DISPATCHED -> Set.of(AUDIO, REQUESTED, ENDING, ENDED, FAILED);
            case AUDIO -> Set.of(VIDEO_STARTING, REQUESTED, ENDING, ENDED, FAILED);
            case VIDEO_STARTING -> Set.of(VIDEO, AUDIO, REQUESTED, ENDING, ENDED, FAILED);
            case VIDEO -> Set.of(AUDIO, REQUESTED, ENDING, ENDED, FAILED);
            case ENDING -> Set.of(REQUESTED, DISPATCHED, AUDIO, VIDEO_STARTING, VIDEO, ENDED);
            case ENDED, FAILED -> Set.of();
        };
    }

    /** Whether the session is still going on: a room has at most one such. */
    public boolean isOpen() {
        return this != ENDED && this != FAILED;
    }

    /** Whether the agent is in the room. */
    public boolean hasAgent() {
        return this == AUDIO || this == VIDEO_STARTING || this == VIDEO;
    }

    /** Whether a conversation with Tavus may be going on. */
    public boolean hasConversation() {
        return this == VIDEO_STARTING || this == VIDEO;
    }
}
