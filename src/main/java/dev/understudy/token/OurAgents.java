package dev.understudy.token;

import org.jspecify.annotations.Nullable;

/** Which agents are ours, and what may be asked of them. */
public interface OurAgents {
    /** What speaks against a wish; each is told as a refusal of the field that is to blame. */
    enum Objection {
        /** No rule names an agent for the room. */
        NO_RULE,
        /** The room's rule does not offer that agent. */
        AGENT,
        /** The room's rule does not offer that face. */
        AVATAR,
        /** The caller's metadata has a key of ours. */
        RESERVED,
        /** With what we add, the metadata is longer than LiveKit takes. */
        TOO_LONG,
        /** The room's session is open, with another agent or other data. */
        LATE
    }

    /** What speaks against asking for that in this room now; null for nothing. */
    @Nullable
    Objection objection(String room, AgentWish wish);
}
