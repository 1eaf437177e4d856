package dev.understudy.session;

/**
 * What a room's rule says of the end of its sessions.
 *
 * @param mayLeave whether an agent that leaves by itself, without a word, is done; otherwise it is replaced
 * @param longest how long a session may last, ms; 0 for as long as it likes
 * @param idle how long nobody may be heard, ms; 0 for as long as they like
 */
public record Bounds(boolean mayLeave, long longest, long idle) {
    /** None. */
    public static final Bounds NONE = new Bounds(false, 0, 0);

    /** Whether the agent is told of an end before it comes. */
    boolean hasEnd() {
        return longest > 0 || idle > 0;
    }
}
