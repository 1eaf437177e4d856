package dev.understudy.history;

import java.util.Random;

/** What the world does by chance. A history with seed 0 has none: everything is prompt, in order, and arrives once. */
final class Luck {
    private final Random random;
    private boolean calm;

    Luck(long seed) {
        random = new Random(seed);
        calm = seed == 0;
    }

    /** From now on there is none. */
    void calm() {
        calm = true;
    }

    /** True so many times in a hundred; never when calm. */
    boolean percent(int chance) {
        return !calm && random.nextInt(100) < chance;
    }

    /** A time between the two, ms; the first when calm. */
    long between(long least, long most) {
        return calm ? least : least + random.nextLong(most - least + 1);
    }
}
