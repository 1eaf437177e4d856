package dev.understudy.session;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why the user gets audio and not video. */
public enum Reason {
    /** Tavus said 401 or 403 to the key. */
    TAVUS_KEY_REJECTED,
    /** Tavus said 402. */
    TAVUS_OUT_OF_CREDITS,
    /** Tavus said 400: as many conversations as the account may have. */
    TAVUS_FULL,
    /** Tavus said 400: it does not know the face or the PAL. */
    TAVUS_MISCONFIGURED,
    /** 429, 5xx, no answer in time, or the breaker is open because of these. */
    TAVUS_UNAVAILABLE,
    /** Tavus said yes, and no avatar with video came in time. */
    AVATAR_NO_SHOW,
    /** The avatar or its video went away. */
    AVATAR_LOST,
    /** The agent did not acknowledge the command, or said that it could not. */
    AGENT_DID_NOT_SWITCH,
    /** As many conversations as understudy.limits allows. */
    FACE_BUDGET,
    /** Everybody in the room is on the telephone. */
    NOBODY_CAN_SEE,
    /** The room's rule wants no avatar. */
    AUDIO_BY_RULE,
    /** The switch for everyone is on audio. */
    AUDIO_BY_OPERATOR;

    /** As in the API and in the agent's attributes: {@code tavus_key_rejected}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing speaks against a face any more once it is looked at again, whatever upgrades are allowed. */
    boolean isOver() {
        return this == AUDIO_BY_OPERATOR || this == NOBODY_CAN_SEE;
    }

    /** True for the reasons that go when the breaker closes; the others have a waiting time of their own. */
    public boolean opensBreaker() {
        return this == TAVUS_KEY_REJECTED || this == TAVUS_OUT_OF_CREDITS || this == TAVUS_UNAVAILABLE;
    }
}
