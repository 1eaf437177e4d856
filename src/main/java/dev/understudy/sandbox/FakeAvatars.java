package dev.understudy.sandbox;

/** How a conversation's avatar gets into its LiveKit room, and out of it. */
interface FakeAvatars {
    /** Joins with the conversation's own token; false when that cannot succeed. */
    boolean enter(Conversation conversation);

    /** Leaves; nothing happens when it is not there. */
    void leave(Conversation conversation);
}
