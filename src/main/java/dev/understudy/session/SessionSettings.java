package dev.understudy.session;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The times and the rules of sessions; each is explained beside its default in config/application.yaml.
 *
 * @param agentName the worker that every room gets when there are no rules
 * @param rules what rooms get, the first match wins; a room that none matches gets nothing
 * @param attempts dispatches in a row that may come to nothing before the session fails
 * @param workers turns that are taken side by side
 * @param firstLook after the dispatch: who is in the room?
 * @param noJobAfter after the dispatch: did a worker take the job? Never below 5.3 s (measured)
 * @param joinDeadline after the dispatch: the agent has to be there
 * @param avatarDeadline from the request at Tavus to published video
 * @param ackDeadline from the command to the agent's acknowledgement
 * @param grace after the last user left
 * @param noUserAfter from the first dispatch: somebody has to have come
 * @param settle after LiveKit started anew: agents and users come back by themselves
 * @param heartbeat between two pings of an agent
 * @param failedRetry after a failure with a user still there: the first new session, doubling
 * @param failedRetryMax and no later than this
 * @param steady how long an agent has to stay to count as arrived
 * @param lease how long a step may take before another node takes it over
 */
@ConfigurationProperties("understudy.session")
public record SessionSettings(
        String agentName,
        @Nullable List<Rule> rules,
        int attempts,
        int workers,
        Duration firstLook,
        Duration noJobAfter,
        Duration joinDeadline,
        Duration avatarDeadline,
        Duration ackDeadline,
        Duration grace,
        Duration noUserAfter,
        Duration settle,
        Duration heartbeat,
        Duration failedRetry,
        Duration failedRetryMax,
        Duration steady,
        Duration lease) {

    /** How long a room waits for its next agent when so many in a row were gone too soon, ms; one alone is replaced at once. */
    long waitAfter(int leaves) {
        if (leaves < 2) return 0;
        return Math.min(failedRetry.toMillis() << Math.min(leaves - 2, 10), failedRetryMax.toMillis());
    }

    /**
     * What the rooms of a name pattern get.
     *
     * @param rooms the pattern: {@code *} stands for any letters, everything else for itself
     * @param agentName the worker's name
     * @param avatar who brings the face: {@code understudy}, {@code agent} or {@code none}
     * @param faceId Tavus's face for these rooms; the configured one when not given
     * @param palId Tavus's PAL for these rooms; the configured one when not given
     * @param agents further agents that a call may choose
     * @param avatars further ways of the face that a call may choose
     */
    public record Rule(
            String rooms,
            String agentName,
            Plan.AvatarBy avatar,
            @Nullable String faceId,
            @Nullable String palId,
            @Nullable List<String> agents,
            @Nullable List<Plan.AvatarBy> avatars,
            @Nullable Leave leave,
            @Nullable Duration maxDuration,
            @Nullable Duration idleAfter) {
        /** What it says of the end of sessions. */
        Bounds bounds() {
            return new Bounds(leave == Leave.ALLOWED, ms(maxDuration), ms(idleAfter));
        }

        private static long ms(@Nullable Duration time) {
            return time == null ? 0 : time.toMillis();
        }
    }

    /** What an agent that leaves by itself, without a word, is taken for. */
    public enum Leave {
        /** Done. */
        ALLOWED,
        /** Lost: another one comes. */
        IGNORED
    }
}
