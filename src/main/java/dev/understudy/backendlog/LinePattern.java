package dev.understudy.backendlog;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A class of lines.
 *
 * @param name as the API and the metrics have it
 * @param regex found anywhere in what a line tells; small and capital letters are the same, a dot is any character
 * @param means what such a line leads to
 */
public record LinePattern(String name, String regex, Meaning means) {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;

    /** Refuses what is no name or no regular expression, naming it. */
    public LinePattern {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,40}"))
            throw refused("\"" + name + "\" is no name (small letters, digits and dashes)");
        try {
            Pattern.compile(regex, FLAGS);
        } catch (PatternSyntaxException e) {
            throw refused("the regex of " + name + " is none: " + e.getDescription() + " at " + e.getIndex());
        }
    }

    Pattern compiled() {
        return Pattern.compile(regex, FLAGS);
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("understudy.backendlog.patterns: " + why);
    }
}
