package dev.understudy.session;

import org.jspecify.annotations.Nullable;

/**
 * What a room is to get: the outcome of the rules, kept with the session.
 *
 * @param agentName the worker's name
 * @param avatar who brings the face
 * @param faceId Tavus's face (was replica); null for the configured one
 * @param palId Tavus's PAL (was persona); null for the configured one
 */
public record Plan(
        String agentName,
        AvatarBy avatar,
        @Nullable String faceId,
        @Nullable String palId) {

    /** Who creates the conversation. */
    public enum AvatarBy {
        /** We do. */
        UNDERSTUDY,
        /** The agent does; we watch. */
        AGENT,
        /** Nobody: the room wants audio. */
        NONE
    }

    /** {@code video} or {@code audio}. */
    public String wanted() {
        return avatar == AvatarBy.NONE ? "audio" : "video";
    }
}
