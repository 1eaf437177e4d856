package dev.understudy.livekit;

import java.io.IOException;
import java.time.Duration;

/** A call that was not made, or that LiveKit did not take (429), for the budget's sake: the form in which OkHttp carries it. */
final class PutOff extends IOException {
    private static final long serialVersionUID = 1L;
    private final Duration time;

    PutOff(Duration time) {
        super("put off for " + time.toMillis() + " ms");
        this.time = time;
    }

    /** How long nothing would come of it. */
    Duration time() {
        return time;
    }
}
