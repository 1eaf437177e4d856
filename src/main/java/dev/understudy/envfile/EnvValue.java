package dev.understudy.envfile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a value is written, and how another one is put into its place. */
final class EnvValue {
    /** Quotes around all of it, then perhaps blanks or a comment: a quote inside would leave open where it ends. */
    private static final Pattern QUOTED = Pattern.compile("(?s)([\"'])((?:(?!\\1).)*)\\1(|[ \t]+|[ \t]+#.*)");

    private static final Pattern COMMENT = Pattern.compile("(?s).*[ \t]#.*");
    private static final Pattern EXPANDED = Pattern.compile("[$`\\\\]");

    private EnvValue() {}

    static boolean isQuoted(@Nullable String written) {
        return written != null && QUOTED.matcher(written).matches();
    }

    /** Without its quotes and what follows them. */
    static String plain(String written) {
        var quoted = QUOTED.matcher(written);
        return quoted.matches() ? quoted.group(2) : written;
    }

    /** The new value, written as the old one was. */
    static String inPlaceOf(@Nullable String old, String value, int line) {
        if (old == null) return value;
        var quoted = QUOTED.matcher(old);
        if (quoted.matches()) return requoted(quoted, value, line);
        if (old.startsWith("\"") || old.startsWith("'"))
            throw new EnvFileRefused(line, "it is not clear where the quoted value ends");
        if (COMMENT.matcher(old).matches())
            throw new EnvFileRefused(line, "a comment behind a value without quotes: docker takes it for a part of it");
        return value;
    }

    private static String requoted(Matcher old, String value, int line) {
        var quote = old.group(1);
        if (quote.equals("\"") && EXPANDED.matcher(value).find())
            throw new EnvFileRefused(line, "the new value would change its meaning between double quotes");
        return quote + value + quote + old.group(3);
    }

    /** What no reader of such files would give back as it was written. */
    static void check(String value) {
        if (value.chars().anyMatch(each -> Character.isISOControl(each) || each == '"' || each == '\''))
            throw new EnvFileRefused(0, "the new value has quotes, line breaks or other control characters");
        if (!value.strip().equals(value) || COMMENT.matcher(value).matches() || value.startsWith("#"))
            throw new EnvFileRefused(0, "the new value has blanks around it or looks like a comment");
        if (!java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(value))
            throw new EnvFileRefused(0, "the new value is no text");
    }
}
