package dev.understudy.smoke;

import org.jspecify.annotations.Nullable;

/** What is played in the room of a run, as the exchange property {@code scene}. */
public final class Scene {
    private final boolean withFace;
    private final SmokeUser.@Nullable Visit visit;
    private int attempt;

    /**
     * Begins.
     *
     * @param withFace whether the session asks Tavus for a face
     * @param visit the client's; null when there is none
     */
    Scene(boolean withFace, SmokeUser.@Nullable Visit visit) {
        this.withFace = withFace;
        this.visit = visit;
    }

    /** Whether the session asks Tavus for a face. */
    boolean withFace() {
        return withFace;
    }

    /** Why the client's stay is over; empty while it goes on, and when there is none. */
    String userOver() {
        return visit == null ? "" : visit.over();
    }

    /** The client goes home. */
    void sendUserAway() {
        if (visit != null) visit.leave();
    }

    /** Whether nothing is left of the client. */
    boolean isUserGone() {
        return visit == null || !visit.over().isEmpty();
    }

    /** The agent came with this attempt. */
    void agentCame(int withAttempt) {
        attempt = withAttempt;
    }

    /** Whether that agent was given up since: the session has asked for a successor. */
    boolean isAgentLost(int nowAttempt) {
        return attempt > 0 && nowAttempt > attempt;
    }
}
