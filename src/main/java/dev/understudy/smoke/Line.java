package dev.understudy.smoke;

import java.util.Locale;

/** The lines of the checklist, in their order. The first seven are the path of a user, the last two come beside it. */
public enum Line {
    /** Our own token endpoint gives a browser its token. */
    TOKEN,
    /** LiveKit takes that token; with a client of our own, a user is in the room by it. */
    USER,
    /** A worker took the job. */
    WORKER,
    /** The agent is in the room. */
    AGENT,
    /** Tavus takes key, face and PAL. */
    TAVUS,
    /** The avatar's video is published. */
    VIDEO,
    /** The agent's voice is published, and it acknowledged that it speaks through the avatar. */
    CONVERSATION,
    /** The configured page answers. */
    SITE,
    /** Nothing is left: no session, no conversation, no room, no client. */
    CLEANUP;

    /** As in the API: {@code token}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
