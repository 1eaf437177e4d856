package dev.understudy.envfile;

import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value as python-dotenv 0.21 reads it (parser.py, variables.py): quotes, escapes between them, and {@code ${...}} in all of them. */
final class PythonValue {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}:]*(?::-[^}]*)?}");
    private static final Pattern IN_SINGLE = Pattern.compile("\\\\([\\\\'])");
    private static final Pattern IN_DOUBLE = Pattern.compile("\\\\([\\\\'\"abfnrtv])");
    private static final Map<String, String> ESCAPES =
            Map.of("a", "\u0007", "b", "\b", "f", "\f", "n", "\n", "r", "\r", "t", "\t", "v", "\u000b");

    private PythonValue() {}

    static Optional<String> read(String written) {
        var value = plain(written);
        return REFERENCE.matcher(value).find() ? Optional.empty() : Optional.of(value);
    }

    private static String plain(String written) {
        if (written.startsWith("'")) return unescaped(inner(written), IN_SINGLE);
        if (written.startsWith("\"")) return unescaped(inner(written), IN_DOUBLE);
        return written;
    }

    private static String inner(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String unescaped(String text, Pattern escapes) {
        return escapes.matcher(text).replaceAll(PythonValue::meant);
    }

    private static String meant(MatchResult escape) {
        var letter = escape.group(1);
        return Matcher.quoteReplacement(ESCAPES.getOrDefault(letter, letter));
    }
}
