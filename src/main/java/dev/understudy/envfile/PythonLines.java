package dev.understudy.envfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file's lines as python-dotenv 0.21 takes them apart (parser.py): {@code export}, blanks around the {@code =}, quotes over several
 * lines, comments. What it cannot read it passes over, and so do we.
 */
final class PythonLines {
    private static final int FLAGS = Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern BOM = Pattern.compile(EnvLine.BOM + "?+");
    private static final Pattern BLANK_LINES = Pattern.compile("\\s*+", FLAGS);
    private static final Pattern BLANKS = Pattern.compile("[^\\S\\r\\n]*+", FLAGS);
    private static final Pattern EXPORT = Pattern.compile("(?:export[^\\S\\r\\n]++)?+", FLAGS);
    private static final Pattern NAME = Pattern.compile("'[^']+'|[^=#'\\s][^=#\\s]*+", FLAGS);
    private static final Pattern EQUALS = Pattern.compile("=[^\\S\\r\\n]*+", FLAGS);
    private static final Pattern OPEN = Pattern.compile("[\"']");
    private static final Pattern REST = Pattern.compile("[^\\r\\n]*+");
    private static final Pattern BEHIND = Pattern.compile("[^\\S\\r\\n]*+(?:#[^\\r\\n]*+)?+", FLAGS);
    private static final Pattern ENDING = Pattern.compile("\\r\\n|\\n|\\r|\\z");
    private static final Pattern REST_OF_LINE = Pattern.compile("[^\\r\\n]*+(?:\\r\\n|\\n|\\r)?+");

    private final Cursor cursor;
    private final List<EnvLine> lines = new ArrayList<>();

    private PythonLines(String text) {
        cursor = new Cursor(text);
    }

    /** Compose opens the file as utf-8-sig; dotenv itself takes a BOM for a part of the first name. */
    static List<EnvLine> of(String text, boolean skipsBom) {
        var all = new PythonLines(text);
        if (skipsBom && all.cursor.read(BOM).filter(bom -> !bom.isEmpty()).isPresent())
            all.lines.add(EnvLine.nothing(EnvLine.BOM));
        while (!all.cursor.isAtEnd()) all.next();
        return all.lines;
    }

    private void next() {
        var begin = cursor.at();
        cursor.skip(BLANK_LINES);
        cursor.skip(EXPORT);
        var before = cursor.since(begin);
        var line = cursor.read(NAME).flatMap(name -> binding(before, name));
        if (line.isPresent()) {
            lines.add(line.get());
            return;
        }
        cursor.skip(REST_OF_LINE);
        lines.add(EnvLine.nothing(cursor.since(begin)));
    }

    private Optional<EnvLine> binding(String before, String written) {
        var name = written.startsWith("'") ? written.substring(1, written.length() - 1) : written;
        var quote = written.equals(name) ? "" : "'";
        var blanks = cursor.skip(BLANKS);
        var equals = cursor.read(EQUALS);
        var value = equals.isEmpty() ? Optional.<String>empty() : value();
        if (equals.isPresent() && value.isEmpty()) return Optional.empty();
        var text = value.orElse("");
        var isQuoted = OPEN.matcher(text).lookingAt();
        var plain = isQuoted ? text : Trailing.cutComment(text);
        var after = text.substring(plain.length()) + cursor.skip(BEHIND);
        var ending = cursor.read(ENDING);
        return ending.map(end -> new EnvLine(
                before + quote, name, quote + blanks + equals.orElse(""), equals.isEmpty() ? null : plain, after, end));
    }

    /** Empty for quotes that do not close. */
    private Optional<String> value() {
        return cursor.quote().isPresent() ? cursor.readQuoted(PythonLines::close) : cursor.read(REST);
    }

    /** As its regular expression backtracks: the first that no backslash precedes, or else the last one. */
    private static int close(String text, int open) {
        var last = -1;
        for (var i = open + 1; i < text.length(); i++) {
            if (text.charAt(i) != text.charAt(open)) continue;
            if (text.charAt(i - 1) != '\\') return i;
            last = i;
        }
        return last;
    }
}
