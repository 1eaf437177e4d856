package dev.understudy.limits;

import java.util.Locale;

/** A number that may not be passed, or none. No record, since it is written as one word. */
public final class Limit {
    private static final int NONE = Integer.MAX_VALUE;
    private final int most;

    private Limit(int most) {
        this.most = most;
    }

    /**
     * As it is configured: a whole number of 0 or more, or {@code none}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Limit of(String text) {
        var said = text.strip().toLowerCase(Locale.ROOT);
        return said.equals("none") ? new Limit(NONE) : of(Integer.valueOf(said));
    }

    /** That number. */
    public static Limit of(Integer most) {
        if (most < 0) throw new IllegalArgumentException("a limit is a number of 0 or more, or none");
        return new Limit(most);
    }

    /** The number; the largest there is for none. */
    public int most() {
        return most;
    }

    /** Whether it was switched off. */
    public boolean isNone() {
        return most == NONE;
    }

    /** Whether so many are too many. */
    public boolean isPassedBy(long count) {
        return !isNone() && count > most;
    }

    /** As it is configured. */
    @Override
    public String toString() {
        return isNone() ? "none" : Integer.toString(most);
    }
}
