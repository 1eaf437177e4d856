package dev.understudy.common;

import java.util.regex.Pattern;

/**
 * Texts without what only a terminal understands: colours, links, where the cursor goes (ECMA-48's control sequences). A program that
 * colours a part of a word would otherwise hide the word from whoever looks for it.
 */
public final class PlainText {
    private static final char ESCAPE = '\u001b';

    /** The sequences themselves: parameters and a letter, a command of the operating system up to its end, or one character. */
    private static final Pattern SEQUENCE = Pattern.compile(
            "\u001b(?:\\[[0-?]{0,64}[ -/]{0,8}[@-~]|\\][^\u0007\u001b]{0,2000}(?:\u0007|\u001b\\\\)|[@-Z\\\\-_])");

    /** Colours whose escape character was written down by whoever passed them on: as JSON, Python, C, a shell or syslog have it. */
    private static final Pattern WRITTEN =
            Pattern.compile("(?:\\\\+(?:u001[bB]|x1[bB]|0?33|e)|\\^\\[|#033)\\[[0-9;]{0,32}m");

    private PlainText() {}

    /** The text without them; of a text that has none the same. */
    public static String of(String text) {
        var plain = text.indexOf(ESCAPE) < 0 ? text : SEQUENCE.matcher(text).replaceAll("");
        return plain.indexOf('[') < 0 ? plain : WRITTEN.matcher(plain).replaceAll("");
    }
}
