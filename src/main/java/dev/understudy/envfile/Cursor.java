package dev.understudy.envfile;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** A place in a text, from which is read on. */
final class Cursor {
    private final String text;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    int at() {
        return at;
    }

    /** What was read since then. */
    String since(int place) {
        return text.substring(place, at);
    }

    /** The number of the line, from 1. */
    int line() {
        return 1
                + (int) text.substring(0, at)
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
    }

    /** Reads what matches here, be it nothing; empty when nothing does. */
    Optional<String> read(Pattern pattern) {
        var here = pattern.matcher(text).region(at, text.length());
        if (!here.lookingAt()) return Optional.empty();
        at = here.end();
        return Optional.of(here.group());
    }

    /** The quote that is here, if one is. */
    Optional<Character> quote() {
        var here = isAtEnd() ? ' ' : text.charAt(at);
        return here == '\'' || here == '"' ? Optional.of(here) : Optional.empty();
    }

    /**
     * Reads from the quote that is here to the one that closes it; empty, and nothing is read, when none does.
     *
     * @param close finds the closing one: from the text and the place of the opening one; negative when there is none
     */
    Optional<String> readQuoted(BiFunction<String, Integer, Integer> close) {
        var open = at;
        var end = close.apply(text, open);
        if (end < 0) return Optional.empty();
        at = end + 1;
        return Optional.of(since(open));
    }

    /** The same for what matches always. */
    String skip(Pattern pattern) {
        return read(pattern).orElse("");
    }
}
