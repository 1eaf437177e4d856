package dev.understudy.envfile;

/** What stands behind a value without quotes. Found by hand: a regular expression would look at a line of blanks once for each of them. */
final class Trailing {
    private Trailing() {}

    /** The text without blanks at its end. */
    static String cut(String text) {
        var end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) end--;
        return text.substring(0, end);
    }

    /** The text without a comment that blanks precede, and without those. */
    static String cutComment(String text) {
        for (var i = 1; i < text.length(); i++)
            if (text.charAt(i) == '#' && isBlank(text.charAt(i - 1))) return cut(text.substring(0, i));
        return cut(text);
    }

    private static boolean isBlank(char each) {
        return Character.isWhitespace(each) || Character.isSpaceChar(each) || each == '\u0085';
    }
}
