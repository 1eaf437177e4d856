package dev.understudy.history;

/**
 * One move of a history.
 *
 * @param after how long after the one before, ms
 * @param kind what happens
 * @param room where, when it happens in a room
 * @param who to which user, or which variant of it
 * @param meanwhile in the middle of the application's next call to the outside, just when its effect is there
 */
record Move(long after, Kind kind, String room, int who, boolean meanwhile) {
    Move(long after, Kind kind, String room, int who) {
        this(after, kind, room, who, false);
    }

    /** What can happen. */
    enum Kind {
        USER_JOINS,
        USER_LEAVES,
        AGENT_DIES,
        AGENT_FREEZES,
        AGENT_LEAVES,
        AGENT_SAYS_GOODBYE,
        WORKER_DOWN,
        WORKER_UP,
        AGENTS_TO_COME,
        SERVER_CRASHES,
        LIVEKIT_AWAY,
        TAVUS,
        AVATAR_LEAVES,
        AVATAR_LOSES_VIDEO,
        TAVUS_ENDS_CONVERSATION,
        ACKNOWLEDGEMENTS,
        APPLICATION_KILLED,
        OPERATOR_ENDS,
        SWITCHED_TO_AUDIO,
        SWITCHED_BACK,
        DISPATCHED_BY_API,
        DISPATCHED_BY_SOMEBODY,
        FOREIGN_AGENT,
        FOREIGN_CONVERSATION,
        AGENTS_NAMED_ALIKE,
        RECONCILE
    }

    @Override
    public String toString() {
        return "+" + after + "ms " + kind + " " + room + "/" + who + (meanwhile ? " in the next call" : "");
    }
}
