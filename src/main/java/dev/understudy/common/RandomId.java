package dev.understudy.common;

import java.security.SecureRandom;

/** Ids that nobody guesses and that stand in paths, labels and file names as they are. */
public final class RandomId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

    private static final int USUAL = 12;

    private RandomId() {}

    /** The prefix, then as many letters as nobody guesses: the usual id. */
    public static String of(String prefix) {
        return of(prefix, USUAL);
    }

    /** The prefix, then so many digits and small letters. */
    public static String of(String prefix, int letters) {
        var id = new StringBuilder(prefix);
        RANDOM.ints(letters, 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
        return id.toString();
    }
}
