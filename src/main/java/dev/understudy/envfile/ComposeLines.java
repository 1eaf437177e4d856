package dev.understudy.envfile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file's lines as docker compose 2 takes them apart (compose-go 2.9, dotenv/parser.go). What it cannot read is an error for all of
 * the file, and so it is here.
 */
final class ComposeLines {
    private static final Pattern BOM = Pattern.compile(EnvLine.BOM + "?+");
    private static final Pattern BLANK_LINES = Pattern.compile("\\p{IsWhite_Space}*+");
    private static final Pattern COMMENT = Pattern.compile("#[^\\n]*+");
    private static final Pattern EXPORT = Pattern.compile("(?:export[ \\t\\r\\f]++)?+");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.\\[\\]-]++");
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\x0B\\f\\r\\x85\\xA0]*+");
    private static final Pattern EQUALS = Pattern.compile("[=:][ \\t\\x0B\\f\\r\\x85\\xA0]*+");
    private static final Pattern REST = Pattern.compile("[^\\n]*+");
    private static final Pattern BEHIND = Pattern.compile("[ \\t\\r]*+(?:#[^\\n]*+)?+");
    private static final Pattern ENDING = Pattern.compile("\\n|\\z");

    private final Cursor cursor;
    private final List<EnvLine> lines = new ArrayList<>();

    private ComposeLines(String text) {
        cursor = new Cursor(text);
    }

    static List<EnvLine> of(String text) {
        var all = new ComposeLines(text);
        while (!all.cursor.isAtEnd()) all.next();
        return all.lines;
    }

    private void next() {
        var begin = cursor.at();
        if (begin == 0) cursor.skip(BOM);
        cursor.skip(BLANK_LINES);
        if (cursor.isAtEnd() || cursor.read(COMMENT).isPresent()) {
            cursor.skip(ENDING);
            lines.add(EnvLine.nothing(cursor.since(begin)));
            return;
        }
        cursor.skip(EXPORT);
        var before = cursor.since(begin);
        var name = cursor.read(NAME).orElseThrow(() -> refused("a character that no name of a variable has"));
        var blanks = cursor.skip(BLANKS);
        var equals = cursor.read(EQUALS);
        lines.add(
                equals.isPresent()
                        ? withValue(before, name, blanks + equals.get())
                        : new EnvLine(before, name, blanks, null, "", ending("no = behind the name")));
    }

    private EnvLine withValue(String before, String name, String gap) {
        if (cursor.quote().isEmpty()) {
            var text = cursor.skip(REST);
            var comment = text.indexOf(" #");
            var plain = Trailing.cut(comment < 0 ? text : text.substring(0, comment));
            return new EnvLine(before, name, gap, plain, text.substring(plain.length()), ending(""));
        }
        var quoted = cursor.readQuoted(ComposeLines::close)
                .orElseThrow(() -> refused("it is not clear where the quoted value ends"));
        var behind = cursor.skip(BEHIND);
        return new EnvLine(before, name, gap, quoted, behind, ending("something follows the quoted value"));
    }

    /** The first that no backslash escapes. */
    private static int close(String text, int open) {
        var isEscaped = false;
        for (var i = open + 1; i < text.length(); i++) {
            if (!isEscaped && text.charAt(i) == text.charAt(open)) return i;
            isEscaped = !isEscaped && text.charAt(i) == '\\';
        }
        return -1;
    }

    private String ending(String why) {
        return cursor.read(ENDING).orElseThrow(() -> refused(why));
    }

    private EnvFileRefused refused(String why) {
        return new EnvFileRefused(cursor.line(), why);
    }
}
