package dev.understudy.workerlog;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a worker wrote at once, in one line or in several. Secret as its lines are.
 *
 * @param at when Docker took its first line; 1970 when the lines had no time
 * @param form how it is written
 * @param level {@code ERROR}, {@code WARNING} and so on, whatever its spelling; empty for none
 * @param logger who says it; empty when that is not said
 * @param message what it says, without what stands below it
 * @param id what it calls {@code id}: of a registered worker {@code AW_...}; null when it names none
 * @param told what it tells people, as one text: "LEVEL logger message exception", without numbers of lines and processes where they
 *     have members of their own; of a longer one the beginning and the end
 * @param about which logger, and which parts of the SDK
 * @param status HTTP's, where it has a member of its own; null when there is none
 * @param lines its lines as text, none of JSON: what a pattern may be made for
 */
public record LogRecord(
        Instant at,
        Form form,
        String level,
        String logger,
        String message,
        @Nullable String id,
        String told,
        String about,
        @Nullable Integer status,
        List<String> lines) {
    private static final int LONGEST = 16_384;
    /** As pino-pretty writes members, and structlog in its text. */
    private static final Pattern ID = Pattern.compile("(?m)(?:^\\s{1,20}\"?id\"?: |\\bid=)[\"']?([\\w.:-]{1,100})");

    /** Of its head and of the lines below that, and all of them as they stood there. */
    static LogRecord of(Instant at, Head head, List<String> below, List<String> lines) {
        var node = head.more();
        var rest = below.isEmpty() ? "" : "\n" + String.join("\n", below);
        var id = Members.id(node);
        return new LogRecord(
                at,
                head.form(),
                head.level(),
                head.logger(),
                head.message(),
                id == null && head.form() != Form.JSON ? id(String.join("\n", lines)) : id,
                bounded(told(head) + rest),
                head.logger() + " " + Members.labels(node),
                Members.status(node),
                head.form() == Form.JSON
                        ? List.of()
                        : lines.stream().map(LogRecord::bounded).toList());
    }

    /** True when a worker says that LiveKit has it. What has no form that is known does not say so: it may be anybody's words. */
    public boolean isRegistration() {
        return form != Form.PLAIN && "registered worker".equals(message.strip());
    }

    /** True when a worker says that it takes no more jobs and waits for those that it has, as both SDKs do. */
    public boolean isDraining() {
        return form != Form.PLAIN && "draining worker".equals(message.strip());
    }

    /** True of everything that is worse than a warning. */
    public boolean isError() {
        return level.equals(Level.ERROR);
    }

    /** True when it has Python's traceback. */
    public boolean isTraceback() {
        return told.contains("Traceback (most recent call last)");
    }

    private static String told(Head head) {
        if (head.form() == Form.JSON)
            return Stream.concat(Stream.of(head.level()), Members.told(head.more()))
                    .collect(Collectors.joining(" "));
        return Stream.concat(Stream.of(head.level(), head.logger(), head.message()), Members.more(head.more()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static @Nullable String id(String text) {
        var id = ID.matcher(text);
        return id.find() ? id.group(1) : null;
    }

    /** A traceback's reason stands at its end. */
    private static String bounded(String told) {
        if (told.length() <= LONGEST) return told;
        return told.substring(0, LONGEST / 2) + "\n…\n" + told.substring(told.length() - LONGEST / 2);
    }

    /** It may quote a key. */
    @Override
    public String toString() {
        return "a record of a log";
    }
}
