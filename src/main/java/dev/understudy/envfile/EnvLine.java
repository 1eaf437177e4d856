package dev.understudy.envfile;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line, in parts that make it up again byte for byte.
 *
 * @param before the BOM and what stands before the name; of a blank line or a comment all of it
 * @param name the variable; null in blank lines and comments
 * @param gap between name and value: the {@code =} and the blanks around it; nothing for a name alone
 * @param value as it is written, with its quotes; null for a name alone
 * @param after blanks and a comment behind the value
 * @param ending {@code \n}, {@code \r\n} or, at the end of the file, {@code \r} or nothing
 */
record EnvLine(
        String before,
        @Nullable String name,
        String gap,
        @Nullable String value,
        String after,
        String ending) {
    static final String BOM = "\uFEFF";

    /** Go's unicode.IsSpace, which docker trims with, is this property. */
    private static final Pattern START = Pattern.compile("^" + BOM + "?\\p{IsWhite_Space}*");

    private static final Pattern NOT_FIRST = Pattern.compile("^\\p{IsWhite_Space}*");

    /** Docker reads lines with a scanner that gives up at this length, bytes. */
    private static final int LONGEST = 64 * 1024;

    /** Reads a line as docker's --env-file does; the number is for the refusal. */
    static EnvLine read(int number, String text, String ending) {
        if (text.length() * 3L >= LONGEST && bytes(text + ending) >= LONGEST)
            throw new EnvFileRefused(number, "longer than docker reads (64 KiB)");
        var start = (number == 1 ? START : NOT_FIRST).matcher(text);
        var at = start.find() ? start.end() : 0;
        if (at == text.length() || text.charAt(at) == '#') return nothing(text + ending);
        var equals = text.indexOf('=', at);
        var name = text.substring(at, equals < 0 ? text.length() : equals);
        if (name.isEmpty()) throw new EnvFileRefused(number, "no name before the =");
        if (name.contains(" ") || name.contains("\t"))
            throw new EnvFileRefused(number, "white space in a name (docker knows no \"export\")");
        var before = text.substring(0, at);
        return equals < 0
                ? new EnvLine(before, name, "", null, "", ending)
                : new EnvLine(before, name, "=", text.substring(equals + 1), "", ending);
    }

    EnvLine withValue(String changed) {
        return new EnvLine(
                before, name, gap.contains("=") || gap.contains(":") ? gap : gap + "=", changed, after, ending);
    }

    /** A line that says nothing; its ending is kept apart. */
    static EnvLine nothing(String text) {
        var end = text.endsWith("\r\n") ? 2 : text.endsWith("\n") || text.endsWith("\r") ? 1 : 0;
        var from = text.length() - end;
        return new EnvLine(text.substring(0, from), null, "", null, "", text.substring(from));
    }

    /** The same, ended as the others are; what holds nothing needs no ending. */
    EnvLine ended(String usual) {
        var isNothing = name == null && ending.isEmpty() && (before.isEmpty() || before.equals(BOM));
        if (ending.endsWith("\n") || isNothing) return this;
        return new EnvLine(before, name, gap, value, after, ending.isEmpty() ? usual : ending + "\n");
    }

    String text() {
        if (name == null) return before + ending;
        return before + name + gap + (value == null ? "" : value) + after + ending;
    }

    @Override
    public String toString() {
        return name == null ? "[line]" : "[line of " + name + "]";
    }

    private static int bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }
}
