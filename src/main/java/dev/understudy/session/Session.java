package dev.understudy.session;

import org.jspecify.annotations.Nullable;

/**
 * One row: one agent's service of one room, and the work item that it is.
 *
 * @param id {@code s} and 20 letters and digits, unique
 * @param room the room's name
 * @param plan what the room is to get
 * @param state where it is
 * @param reason why it is not video; null when it is, or when nothing speaks against it yet
 * @param endReason why it is over; null while it is not
 * @param casting its agent
 * @param face its avatar
 * @param command what the agent was told
 * @param presence its users and its room
 * @param stamps its times and version
 */
public record Session(
        String id,
        String room,
        Plan plan,
        SessionState state,
        @Nullable Reason reason,
        @Nullable EndReason endReason,
        Casting casting,
        Face face,
        Command command,
        Presence presence,
        Stamps stamps) {

    /**
     * The times of a row.
     *
     * @param createdAt UTC ms
     * @param updatedAt UTC ms
     * @param dueAt when it has to be looked at again by itself, UTC ms; null when only an event moves it
     * @param version counts the writes: a write of an older version changes nothing
     */
    public record Stamps(
            long createdAt, long updatedAt, @Nullable Long dueAt, long version) {}

    /** Whether it is over for good: those who were there get no other session by themselves. */
    public boolean isOverForGood() {
        return endReason != null && endReason.isFinal();
    }

    /** The same, with other people in its room. */
    Session with(Presence seen) {
        return new Session(id, room, plan, state, reason, endReason, casting, face, command, seen, stamps);
    }

    /** What the user gets now: null until the agent is in. */
    public @Nullable String mode() {
        return switch (state == SessionState.ENDING && presence.from() != null ? presence.from() : state) {
            case AUDIO, VIDEO_STARTING -> "audio";
            case VIDEO -> "video";
            default -> null;
        };
    }
}
