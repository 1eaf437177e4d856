package dev.understudy.history;

/**
 * One move of a history.
 *
 * @param after how long after the one before, ms
 * @param kind what happens
 * @param room where, when it happens in a room
 * @param who to which user, or which variant of it
 */
record Move(long after, Kind kind, String room, int who) {

    /** What can happen. */
    enum Kind {
        USER_JOINS,
        USER_LEAVES,
        AGENT_DIES,
        AGENT_FREEZES,
        AGENT_LEAVES,
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
        RECONCILE
    }

    @Override
    public String toString() {
        return "+" + after + "ms " + kind + " " + room + "/" + who;
    }
}
