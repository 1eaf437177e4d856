package dev.understudy.envfile;

import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value as docker compose 2 reads it (compose-go 2.9, dotenv/parser.go and template/template.go): between single quotes literally. */
final class ComposeValue {
    private static final Pattern ESCAPE = Pattern.compile("\\\\([abfnrtv$\"\\\\]|0[0-7]{3})");
    private static final Map<String, String> ESCAPES =
            Map.of("a", "\u0007", "b", "\b", "f", "\f", "n", "\n", "r", "\r", "t", "\t", "v", "\u000b", "$", "$$");

    /** An octal number. */
    private static final int EIGHT = 8;

    private ComposeValue() {}

    static Optional<String> read(String written) {
        if (written.startsWith("'")) return Optional.of(inner(written, '\''));
        if (!written.startsWith("\"")) return expanded(written);
        return expanded(ESCAPE.matcher(inner(written, '"')).replaceAll(ComposeValue::meant));
    }

    /** Without the quotes, and without the backslash that a quote between them has before it. */
    private static String inner(String quoted, char quote) {
        var inner = new StringBuilder();
        var isEscaped = false;
        for (var i = 1; i < quoted.length() - 1; i++) {
            var each = quoted.charAt(i);
            if (each == '\\' && !isEscaped) {
                isEscaped = true;
                continue;
            }
            if (isEscaped && each != quote) inner.append('\\');
            isEscaped = false;
            inner.append(each);
        }
        return inner.toString();
    }

    private static String meant(MatchResult escape) {
        var what = escape.group(1);
        if (what.startsWith("0")) return Matcher.quoteReplacement(octal(what, escape.group()));
        return Matcher.quoteReplacement(ESCAPES.getOrDefault(what, what));
    }

    private static String octal(String digits, String asWritten) {
        var code = Integer.parseInt(digits, EIGHT);
        return code <= 0xff ? String.valueOf((char) code) : asWritten;
    }

    /** {@code $$} is a dollar; every other one begins a reference, or is refused. */
    private static Optional<String> expanded(String text) {
        var isOpen = text.replace("$$", "").contains("$");
        return isOpen ? Optional.empty() : Optional.of(text.replace("$$", "$"));
    }
}
