package dev.understudy.envfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A .env file, read by the rules of {@code docker --env-file}, of which one value can be changed and nothing else.
 *
 * <p>Docker takes all that follows the {@code =} literally, quotes and comments too, while compose and shells strip them. So an
 * edit keeps the quotes that are there, and {@link #isQuoted} lets the caller decide whether it may be one: a container that
 * was started from the file by plain docker has the quotes in its key.
 */
public final class EnvFile {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private final List<EnvLine> lines;

    private EnvFile(List<EnvLine> lines) {
        this.lines = lines;
    }

    /**
     * Reads a file.
     *
     * @throws EnvFileRefused for what docker would not take: a name with white space ({@code export F=1}), no name, bytes that
     *     are no UTF-8, a line of 64 KiB, and for NUL, which no environment can hold, or more than 1 MiB
     */
    public static EnvFile parse(byte[] bytes) {
        var text = EnvText.of(bytes);
        var lines = new ArrayList<EnvLine>();
        for (int from = 0, end; from < text.length(); from = end) {
            var newline = text.indexOf('\n', from);
            end = newline < 0 ? text.length() : newline + 1;
            var content = newline < 0 ? end : newline;
            if (content > from && text.charAt(content - 1) == '\r') content--;
            lines.add(EnvLine.read(lines.size() + 1, text.substring(from, content), text.substring(content, end)));
        }
        return new EnvFile(lines);
    }

    /** Docker's reading: quotes kept; of several the last; a name alone is unset. */
    public Optional<String> value(String variable) {
        return Optional.ofNullable(entries().get(variable));
    }

    /** As compose and shells read it: the value between its quotes, or all of it when there are none. */
    public Optional<String> unquoted(String variable) {
        return value(variable).map(EnvValue::plain);
    }

    /** All that have a value, in order, by docker's reading. */
    public Map<String, String> entries() {
        var entries = new LinkedHashMap<String, String>();
        for (var line : lines) if (line.name() != null && line.value() != null) entries.put(line.name(), line.value());
        return entries;
    }

    /** Whether it has a value, be it empty. */
    public boolean has(String variable) {
        return entries().containsKey(variable);
    }

    /** Whether no line names it: {@link #with} would append one. */
    public boolean isNew(String variable) {
        return linesOf(variable).isEmpty();
    }

    /** Whether its value stands in quotes, which docker takes for a part of it. */
    public boolean isQuoted(String variable) {
        return value(variable).filter(EnvValue::isQuoted).isPresent();
    }

    /**
     * The same file with another value, in the quotes of the old one; appended when no line names the variable.
     *
     * @throws EnvFileRefused when several lines name it, a comment follows a value without quotes, quotes do not close, or the
     *     value has quotes, control characters, blanks around it or a comment's look
     */
    public EnvFile with(String variable, String value) {
        if (!NAME.matcher(variable).matches()) throw new IllegalArgumentException("no name of a variable");
        EnvValue.check(value);
        var found = linesOf(variable);
        if (found.size() > 1)
            throw new EnvFileRefused(
                    found.get(1),
                    variable + " is there more than once: lines " + found.get(0) + " and " + found.get(1));
        var changed = new ArrayList<>(lines);
        if (found.isEmpty()) append(changed, variable, value);
        else changed.set(found.get(0) - 1, edited(found.get(0), value));
        return parse(new EnvFile(changed).bytes()); // read anew, so that limits hold for what is given out
    }

    /** As it is to be stored. */
    public byte[] bytes() {
        return lines.stream().map(EnvLine::text).collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "[env file of " + lines.size() + " lines]";
    }

    private EnvLine edited(int number, String value) {
        var line = lines.get(number - 1);
        return line.withValue(EnvValue.inPlaceOf(line.value(), value, number));
    }

    private static void append(List<EnvLine> lines, String variable, String value) {
        var ending = usualEnding(lines);
        var last = lines.size() - 1;
        if (last >= 0) lines.set(last, lines.get(last).ended(ending));
        lines.add(new EnvLine("", variable, value, ending));
    }

    /** That of the last line that has one. */
    private static String usualEnding(List<EnvLine> lines) {
        for (var i = lines.size() - 1; i >= 0; i--) {
            var ending = lines.get(i).ending();
            if (!ending.isEmpty()) return ending.endsWith("\n") ? ending : ending + "\n";
        }
        return "\n";
    }

    /** The numbers, from 1, of the lines that name it. */
    private List<Integer> linesOf(String variable) {
        return IntStream.rangeClosed(1, lines.size())
                .filter(number -> variable.equals(lines.get(number - 1).name()))
                .boxed()
                .toList();
    }
}
