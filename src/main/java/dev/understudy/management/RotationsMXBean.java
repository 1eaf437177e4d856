package dev.understudy.management;

import java.util.Map;

/** {@code dev.understudy:type=Rotations}: what an operator reads of rotations by JMX. No operation takes a key: arguments are logged. */
public interface RotationsMXBean {
    /** The id of the one that is open; empty when none is. */
    String getOpen();

    /** What it is at: host and step; empty when none is open. */
    String getOpenStep();

    /** How the newest one that is over has ended: done, rolled_back, refused, needs_person or abandoned; empty when there was none. */
    String getLast();

    /** Why, when it is not done; empty otherwise. */
    String getLastProblem();

    /** How many there are in the store by state. */
    Map<String, Long> getByState();
}
