package dev.understudy.session;

/** The agent that is to be told is not in the room at this moment; after a restart of LiveKit it may be on its way back. */
class AgentNotThere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AgentNotThere() {
        super("the agent is not in the room now");
    }
}
