package dev.understudy.livekit;

import java.util.Arrays;

/** How many there were within the last minute, by the second. */
final class LastMinute {
    private static final int SECONDS = 60;
    private final int[] counts = new int[SECONDS];
    private long newest;

    /** One more at this second. */
    void add(long second) {
        moveTo(second);
        counts[(int) (newest % SECONDS)]++;
    }

    /** How many there were in the minute that ends with this second. */
    int sum(long second) {
        moveTo(second);
        return Arrays.stream(counts).sum();
    }

    /** A clock that was set back counts on where it stood. */
    private void moveTo(long second) {
        if (second - newest >= SECONDS) Arrays.fill(counts, 0);
        else for (var passed = newest + 1; passed <= second; passed++) counts[(int) (passed % SECONDS)] = 0;
        newest = Math.max(newest, second);
    }
}
