package dev.understudy.sandbox;

import java.util.concurrent.ThreadLocalRandom;

/** Identifiers that look like LiveKit's: a prefix and twelve letters and digits. */
final class Ids {
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int LENGTH = 12;

    private Ids() {}

    /** A new one, for example {@code RM_NrZfaEzQBcbw}. */
    static String next(String prefix) {
        var id = new StringBuilder(prefix);
        var random = ThreadLocalRandom.current();
        for (int i = 0; i < LENGTH; i++) id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return id.toString();
    }
}
