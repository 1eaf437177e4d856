package dev.understudy.session;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether LiveKit answers, as this node sees it. For 5 s after it came back, who is absent is not counted as gone: people and
 * agents come back by themselves 0.2 to 0.8 s after a restart (measured).
 */
@Component
public class Health {
    private static final Logger log = LoggerFactory.getLogger(Health.class);
    private static final long SHAKY_MS = 5_000;
    private final Clock clock;
    private volatile boolean up = true;
    private volatile long backAt = Long.MIN_VALUE / 2;
    private volatile boolean doubted;
    private volatile boolean refused;

    /** Takes it for reachable until a call says otherwise. */
    public Health(Clock clock) {
        this.clock = clock;
    }

    /** A call was answered. */
    public void answered() {
        doubted = false;
        if (up) return;
        backAt = clock.millis();
        up = true;
        log.info("LiveKit answers again");
    }

    /** A call was not answered, or refused. */
    public void failed() {
        if (up) log.warn("LiveKit does not answer, or refuses our key: nobody is judged until it does");
        if (up) refused = false;
        up = false;
    }

    /** A call was answered, by a refusal of our key: as good as no answer. */
    public void refused() {
        failed();
        refused = true;
    }

    /** A call that concerns one room was not answered: that is the room's trouble, unless LiveKit says nothing of all rooms either. */
    public void doubt() {
        doubted = true;
    }

    /** Whether LiveKit has to be asked for something that concerns no room, to know whether it is there. */
    public boolean isDoubted() {
        return doubted || !up;
    }

    /** Why there is no answer: it refuses us, or cannot be reached. */
    public EndReason trouble() {
        return refused ? EndReason.LIVEKIT_REJECTED : EndReason.LIVEKIT_UNAVAILABLE;
    }

    /** Whether the last call was answered. */
    public boolean isUp() {
        return up;
    }

    /** Whether it does not answer, or has only just come back. */
    public boolean isShaky() {
        return !up || clock.millis() - backAt < SHAKY_MS;
    }
}
