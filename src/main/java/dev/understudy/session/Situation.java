package dev.understudy.session;

import dev.understudy.livekit.Dispatch;
import dev.understudy.livekit.RoomView;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a step knows of the world: what it saw and what it heard.
 *
 * @param now UTC ms
 * @param view who is in the room
 * @param signs what webhooks, heartbeat and reconcile told
 * @param dispatches the room's dispatches; null when they were not asked for
 * @param stage whether faces can be had at this moment
 */
public record Situation(
        long now, RoomView view, Signs signs, @Nullable List<Dispatch> dispatches, Stage stage) {

    /**
     * What was told since the last step.
     *
     * @param roomSid the room's newest sid; empty when nobody told
     * @param sidSince when the first event of that life of the room came, UTC ms; 0 when none did
     * @param roomGone the room is closed
     * @param endAsked an operator ends the session
     * @param silent agents that do not answer their heartbeat
     * @param over a conversation that Tavus itself has ended; empty when none was told of
     * @param answering agents that answered their heartbeat for the first time
     * @param parting how the session's agent left, as its webhook says; empty when none was told of
     */
    public record Signs(
            String roomSid,
            long sidSince,
            boolean roomGone,
            boolean endAsked,
            Set<String> silent,
            String over,
            Set<String> answering,
            String parting) {
        /** The same where no event told of the room's life. */
        public Signs(
                String roomSid,
                boolean roomGone,
                boolean endAsked,
                Set<String> silent,
                String over,
                Set<String> answering,
                String parting) {
            this(roomSid, 0, roomGone, endAsked, silent, over, answering, parting);
        }

        /** A parting that is about to be told: LiveKit tells of the agent's track first, and of its leaving then. */
        public static final String LEAVING = "leaving";

        /** Nothing was told. */
        public static final Signs NONE = new Signs("", false, false, Set.of(), "", Set.of(), "");
    }

    /**
     * Whether faces can be had.
     *
     * @param facesOn the switch for everyone
     * @param breaker why Tavus is not asked now; null when it is
     * @param shaky LiveKit has only just come back: who is absent may still be on the way
     */
    public record Stage(boolean facesOn, @Nullable Reason breaker, boolean shaky) {}
}
