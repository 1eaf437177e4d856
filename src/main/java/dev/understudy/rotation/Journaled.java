package dev.understudy.rotation;

/** Whose steps are written to the journal: a host's part of a rotation, or our own. */
interface Journaled {
    /** Of which rotation. */
    Rotation rotation();

    /** The host's place in the order; {@link StepLine#OURS} for our own part. */
    int position();

    /** As people call it. */
    String label();
}
