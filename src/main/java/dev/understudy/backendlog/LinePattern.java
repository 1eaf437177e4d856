package dev.understudy.backendlog;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A class of records.
 *
 * @param name as the API and the metrics have it
 * @param regex found anywhere in what a record tells, or in one of its lines when it is a text; small and capital letters are the
 *     same, a dot is any character. Null: the reader of the logs knows that class by its name
 * @param means what such a record leads to
 */
public record LinePattern(String name, @Nullable String regex, Meaning means) {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;

    /** Refuses what is no name or no regular expression, naming it. */
    public LinePattern {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,40}"))
            throw refused("\"" + name + "\" is no name (small letters, digits and dashes)");
        try {
            if (regex != null) Pattern.compile(regex, FLAGS);
        } catch (PatternSyntaxException e) {
            throw refused("the regex of " + name + " is none: " + e.getDescription() + " at " + e.getIndex());
        }
    }

    Optional<Pattern> compiled() {
        return Optional.ofNullable(regex).map(each -> Pattern.compile(each, FLAGS));
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("understudy.backendlog.patterns: " + why);
    }
}
