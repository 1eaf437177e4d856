package dev.understudy.management;

import java.util.List;

/**
 * {@code dev.understudy:type=Credentials}: the keys as they are known, and what an operator does about them. No operation takes or
 * gives a value; each is put on record as done by jmx.
 */
public interface CredentialsMXBean {
    /** The keys in their slots. */
    List<KeyState> getKeys();

    /** The switch for everyone: {@code tavus} or {@code audio}. */
    String getMode();

    /** Asks a provider about its keys now; what is known of them then. */
    List<KeyState> validate(String provider);

    /** Moves the switch for everyone to {@code tavus} or {@code audio}; gives its position. */
    String moveMode(String mode);

    /** Starts a backend's container anew, by its name in understudy.rotation.hosts; gives the action's id. */
    String restartBackend(String backend);

    /** What became of an action: its state, and what was observed. */
    String describeAction(String id);

    /** The variables of a backend's container against its env file and our keys, a line each, by fingerprints. */
    List<String> compareVariables(String backend);

    /** The last lines of a backend's log, secrets covered; at most 500. */
    List<String> tailLog(String backend, int lines);
}
