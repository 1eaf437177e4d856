package dev.understudy.container;

/** What becomes of a fixed host port, which only one of two containers can have. */
public enum PublishedPorts {
    /** It stays: the old container stops before the next one starts. */
    KEEP,
    /** It is not published any more. */
    DROP,
    /** A free port of loopback takes its place. */
    EPHEMERAL
}
