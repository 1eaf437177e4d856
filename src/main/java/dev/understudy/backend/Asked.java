package dev.understudy.backend;

/**
 * What an operator asks for.
 *
 * @param backend as it is called in {@code understudy.rotation.hosts}
 * @param who the caller
 * @param action {@code restart}, {@code compare-variables} or {@code tail-log}
 * @param why in the caller's words
 */
public record Asked(String backend, String who, String action, String why) {
    /** The action that starts a container anew. */
    static final String RESTART = "restart";

    /** The action that compares variables. */
    static final String COMPARE = "compare-variables";

    /** The action that reads the end of a log. */
    static final String TAIL = "tail-log";
}
