package dev.understudy.rotation;

import java.util.List;

/**
 * What the next worker's log told at the last look.
 *
 * @param isRegistered whether LiveKit has it
 * @param besides what says nothing of the new key, in our own words
 */
record Heard(boolean isRegistered, List<String> besides) {
    static final Heard NOTHING = new Heard(true, List.of());
}
