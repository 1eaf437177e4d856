package dev.understudy.livekit;

import java.util.Locale;

/** For whom a call to LiveKit is, the most urgent first: where calls are few, the later ones leave room for the earlier ones. */
public enum CallClass {
    /** Somebody waits: for an agent, for a face, for what their agent is told. */
    WAIT(0),
    /** Somebody left, or is to leave: an end, a deletion. */
    LEAVE(1),
    /** What is looked at to be sure. */
    LOOK(2),
    /** The heartbeat, which can be slower. */
    BEAT(3);

    /** How many quarters of a full bucket it leaves: enough for one or two newcomers, who need ten calls within seconds. */
    private final int quarters;

    CallClass(int quarters) {
        this.quarters = quarters;
    }

    /** As metrics show it: {@code wait}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many calls of a full bucket it leaves to the more urgent ones. */
    int reserve(int full) {
        return full * quarters / 4;
    }
}
