package dev.understudy.livekit;

import java.util.Locale;

/** For whom a call to LiveKit is, the most urgent first: where calls are few, the later ones leave room for the earlier ones. */
public enum CallClass {
    /** Somebody waits: for an agent, for a face, for what their agent is told. */
    WAIT(0),
    /** Somebody left, or is to leave: an end, a deletion. */
    LEAVE(8),
    /** What is looked at to be sure. */
    LOOK(4),
    /** The heartbeat, which can be slower. */
    BEAT(2);

    private final int share;

    CallClass(int share) {
        this.share = share;
    }

    /** As metrics show it: {@code wait}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many calls of a full bucket it leaves to the more urgent ones. */
    int reserve(int full) {
        return share == 0 ? 0 : full / share;
    }
}
