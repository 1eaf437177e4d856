package dev.understudy.livekit;

import java.time.Duration;

/**
 * A call that was put off, by our budget or by LiveKit's 429. Nothing is known, as with its parent, but nothing is wrong with LiveKit or
 * with the room either: it is to be tried again when its time has come, and not before.
 */
public class LiveKitPutOff extends LiveKitUnavailable {
    private static final long serialVersionUID = 1L;
    private final Duration time;

    /** Says which call, and for how long. */
    public LiveKitPutOff(String call, Duration time) {
        super(call, "put off for " + time.toMillis() + " ms", true);
        this.time = time;
    }

    /** After what time it has a chance. */
    public Duration time() {
        return time;
    }
}
