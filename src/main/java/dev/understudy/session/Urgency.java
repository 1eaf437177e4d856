package dev.understudy.session;

import dev.understudy.livekit.CallClass;

/** How urgent a look at a room is, by what is known of it before. */
final class Urgency {
    private Urgency() {}

    /**
     * Who waits for an agent or a face, or whose agent was told and has not said that it heard; who left; all others. A room without a session
     * may have somebody who waits, unless its last one is over for good and nothing was heard of it since.
     */
    static CallClass of(Turn turn) {
        var session = turn.sessionOrNull();
        if (session == null) return turn.isOver() && turn.heard().isEmpty() ? CallClass.LOOK : CallClass.WAIT;
        return switch (session.state()) {
            case REQUESTED, DISPATCHED, VIDEO_STARTING -> CallClass.WAIT;
            case ENDING -> CallClass.LEAVE;
            case VIDEO -> session.command().acknowledged() ? heard(turn) : CallClass.WAIT;
            default -> heard(turn);
        };
    }

    /** A webhook tells of somebody who came or went, a silence of an agent that is gone; without either nothing hurries. */
    private static CallClass heard(Turn turn) {
        if (!turn.told().silent().isEmpty()) return CallClass.WAIT;
        return turn.heard().isEmpty() && !turn.told().gone() ? CallClass.LOOK : CallClass.LEAVE;
    }
}
