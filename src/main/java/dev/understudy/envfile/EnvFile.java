package dev.understudy.envfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A .env file, read by the rules of whoever reads it, of which one value can be changed and nothing else.
 *
 * <p>Docker takes all that follows the {@code =} literally, quotes and comments too, while compose and dotenv strip them. So an
 * edit of a file that docker reads keeps the quotes that are there, and {@link #isQuoted} lets the caller decide whether it may be
 * one: a container that was started from the file by plain docker has the quotes in its key. For the other readers the new value is
 * written in the form that the reader reads back to exactly it.
 */
public final class EnvFile {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private final EnvReader reader;
    private final List<EnvLine> lines;

    private EnvFile(EnvReader reader, List<EnvLine> lines) {
        this.reader = reader;
        this.lines = lines;
    }

    /**
     * Reads a file as docker does.
     *
     * @throws EnvFileRefused for what docker would not take: a name with white space ({@code export F=1}), no name, bytes that
     *     are no UTF-8, a line of 64 KiB, and for NUL, which no environment can hold, or more than 1 MiB
     */
    public static EnvFile parse(byte[] bytes) {
        return parse(bytes, EnvReader.DOCKER);
    }

    /**
     * Reads a file as that reader does.
     *
     * @throws EnvFileRefused for what the reader would not take
     */
    public static EnvFile parse(byte[] bytes, EnvReader reader) {
        return new EnvFile(reader, reader.lines(EnvText.of(bytes)));
    }

    /** As its reader reads it; of several the last; a name alone is unset, and so is what depends on other variables. */
    public Optional<String> value(String variable) {
        return Optional.ofNullable(entries().get(variable));
    }

    /** As compose and shells read it: the value between its quotes, or all of it when there are none. */
    public Optional<String> unquoted(String variable) {
        return value(variable).map(EnvValue::plain);
    }

    /** All that have a value, in order, as its reader reads them. What depends on other variables is none of them. */
    public Map<String, String> entries() {
        var entries = new LinkedHashMap<String, String>();
        for (var line : lines)
            if (line.name() != null && line.value() != null)
                reader.read(line.value())
                        .ifPresentOrElse(value -> entries.put(line.name(), value), () -> entries.remove(line.name()));
        return entries;
    }

    /** The names of all lines, in order. */
    public Set<String> names() {
        return lines.stream()
                .map(EnvLine::name)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** By whose rules it is read. */
    public EnvReader reader() {
        return reader;
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
        return reader == EnvReader.DOCKER
                && value(variable).filter(EnvValue::isQuoted).isPresent();
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
        if (reader == EnvReader.DOCKER)
            return changed(
                    variable, found.isEmpty() ? value : EnvValue.inPlaceOf(written(found.get(0)), value, found.get(0)));
        refuseUnread(variable);
        return reader
                .forms(found.isEmpty() ? "" : Objects.requireNonNullElse(written(found.get(0)), ""), value)
                .stream()
                .map(form -> changed(variable, form))
                .filter(file -> file.isThisWith(this, variable, value))
                .findFirst()
                .orElseThrow(() -> new EnvFileRefused(
                        found.isEmpty() ? 0 : found.get(0),
                        reader.label() + " would read no form of the new value as it is"));
    }

    /** Read anew, so that limits hold for what is given out. */
    private EnvFile changed(String variable, String written) {
        var changed = new ArrayList<>(lines);
        var found = linesOf(variable);
        if (found.isEmpty()) append(changed, variable, written);
        else changed.set(found.get(0) - 1, lines.get(found.get(0) - 1).withValue(written));
        return parse(new EnvFile(reader, changed).bytes(), reader);
    }

    /** Whether it is the other one with that value, and nothing else of it reads otherwise. */
    private boolean isThisWith(EnvFile before, String variable, String value) {
        var expected = before.entries();
        expected.put(variable, value);
        return entries().equals(expected) && names().containsAll(before.names());
    }

    /** A line that the reader passes over as faulty may be meant to have the variable. */
    private void refuseUnread(String variable) {
        var meant = Pattern.compile("(?m)^\\s*(?:export\\s+)?['\"]?" + variable + "['\"]?\\s*[=:]");
        for (var i = 0; i < lines.size(); i++)
            if (lines.get(i).name() == null
                    && meant.matcher(lines.get(i).before()).find())
                throw new EnvFileRefused(i + 1, reader.label() + " does not understand the line of " + variable);
    }

    private @Nullable String written(int number) {
        return lines.get(number - 1).value();
    }

    /** As it is to be stored. */
    public byte[] bytes() {
        return lines.stream().map(EnvLine::text).collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "[env file of " + lines.size() + " lines]";
    }

    private static void append(List<EnvLine> lines, String variable, String value) {
        var ending = usualEnding(lines);
        var last = lines.size() - 1;
        if (last >= 0) lines.set(last, lines.get(last).ended(ending));
        lines.add(new EnvLine("", variable, "=", value, "", ending));
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
