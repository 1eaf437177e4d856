package dev.understudy.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with LiveKit and its agents; one at a time. */
enum LiveKitFault {
    /** All is well; frozen agents thaw. */
    NONE,
    /** No worker is registered: dispatches are accepted and never served, not even afterwards. */
    NO_WORKER,
    /** A job is assigned and its agent never joins. */
    AGENT_NO_SHOW,
    /** The processes of the agents present now are killed: listed for 20 s more. A second worker serves new dispatches. */
    AGENT_DIES {
        @Override
        void strike(FakeRooms rooms) {
            rooms.silenceAgents(true);
        }
    },
    /** The processes of the agents present now stand still (SIGSTOP); thawed when lifted within 20 s. */
    AGENT_FREEZES {
        @Override
        void strike(FakeRooms rooms) {
            rooms.silenceAgents(false);
        }

        @Override
        void lift(FakeRooms rooms) {
            rooms.thawAgents();
        }
    },
    /** Agents neither acknowledge a command nor know the RPC of it (1400). */
    NO_ACK,
    /** Agents say nothing of whom they hear, not even that they listen ({@code understudy.heard}). */
    NO_HEARD,
    /** Agents never get a call: an SDK that delivers none (agents-js#276). They still read their attributes. */
    AGENT_MUTE,
    /** Agents leave a second after joining, each time: an exception in the entrypoint. */
    AGENT_LEAVES,
    /** Agents leave a second after joining, and say before that somebody else goes on ({@code understudy.leave}). */
    AGENT_HANDS_OVER,
    /** A server before 1.9.2: it tells no names of workers, and knows no PerformRpc (livekit#3904; 1.7.2 measured). */
    OLD_SERVER,
    /** An older server: of a dispatch it knows neither the deployment nor attributes, and its answer names none. */
    NO_DEPLOYMENTS,
    /** The server is killed and comes back: everybody returns by themselves under new room sids, dispatches are lost. */
    RESTART,
    /** The server stands still: a call does what it does, and its answer comes when the fault is lifted. */
    STALLED,
    /** Others have used up the project's limit: each call is answered 429. */
    RATE_LIMITED,
    /** No webhook is sent; what happens meanwhile is never told. */
    DROP_WEBHOOKS,
    /** Each webhook comes twice, with the same id, bytes and signature. */
    DUPLICATE_WEBHOOKS,
    /** Calls fail and no webhook is sent; people and agents stay, and are found as they were when it is lifted. */
    DOWN;

    /** Does what has to be done at the moment when the fault is set. */
    void strike(FakeRooms rooms) {}

    /** Undoes it when another value is set. */
    void lift(FakeRooms rooms) {}

    /** All that there are, in words. */
    static String names() {
        return "There are "
                + String.join(
                        ", ", Arrays.stream(values()).map(LiveKitFault::wire).toList()) + ".";
    }

    /** As it is written in {@code PUT /sandbox/faults}, for example {@code agent-no-show}. */
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fault of that name; empty when there is none. */
    static Optional<LiveKitFault> named(String wire) {
        return Arrays.stream(values())
                .filter(fault -> fault.wire().equals(wire))
                .findFirst();
    }
}
