package dev.understudy.common;

import java.util.function.IntUnaryOperator;

/**
 * Small letters and capitals of texts that others send, one letter for one. {@code String.toLowerCase} copies the whole text for each
 * letter that becomes two of them (JDK 17): over a megabyte of {@code İ} it sits for half a minute.
 */
public final class Letters {
    private Letters() {}

    /** In small letters. */
    public static String small(String text) {
        return each(text, Character::toLowerCase);
    }

    /** In capitals. */
    public static String capital(String text) {
        return each(text, Character::toUpperCase);
    }

    private static String each(String text, IntUnaryOperator other) {
        var all = new StringBuilder(text.length());
        text.chars().map(other).forEach(letter -> all.append((char) letter));
        return all.toString();
    }
}
