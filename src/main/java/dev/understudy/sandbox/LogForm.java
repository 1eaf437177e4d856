package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

/** In which form a simulated worker logs: those of the SDKs, and those that people put in their place. */
enum LogForm {
    /** The agents' JSON formatter: what it says first, the time last. */
    JSON,
    /** Google's: {@code severity} instead of {@code level}. */
    SEVERITY,
    /** Structlog's JSON: {@code event} instead of {@code message}. */
    STRUCTLOG,
    /** Loguru's JSON: all of it under {@code record}. */
    LOGURU,
    /** The text of Python's SDK in development, in colours. */
    PYTHON,
    /** The text of JavaScript's SDK in development, members in lines of their own. */
    PINO;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final String TRACE = "exc_info";

    /** An entry, with what it says under {@code message}, as lines. */
    String text(Instant at, String level, String logger, ObjectNode entry) {
        var message = entry.path("message").asText();
        return switch (this) {
            case JSON -> stamped(at, entry.put("level", level).put("name", logger));
            case SEVERITY -> stamped(at, entry.put("severity", level).put("name", logger));
            case STRUCTLOG ->
                stamped(
                        at,
                        without(entry, "message")
                                .put("event", message)
                                .put("level", level)
                                .put("logger", logger));
            case LOGURU -> loguru(level, logger, entry, message);
            case PYTHON -> python(DATE.format(at), level, logger, entry);
            case PINO -> pino(at, level, entry, message);
        };
    }

    private static String stamped(Instant at, ObjectNode entry) {
        return entry.put("timestamp", at.toString().replace("Z", "+00:00")).toString();
    }

    private static String loguru(String level, String logger, ObjectNode entry, String message) {
        var line = DockerDefaults.object().put("text", level + " | " + message);
        var record = line.putObject("record").put("message", message).put("name", logger);
        record.putObject("level").put("name", level);
        if (entry.has(TRACE)) record.put("exception", entry.path(TRACE).asText());
        record.set("extra", without(without(entry, "message"), TRACE));
        return line.toString();
    }

    private static String python(String at, String level, String logger, ObjectNode entry) {
        var message = entry.path("message").asText();
        var extra = without(without(entry, "message"), TRACE);
        var trace = entry.path(TRACE).asText("");
        return "\u001b[36m" + at + "\u001b[0m - \u001b[32m" + level + "\u001b[0m \u001b[35m" + logger
                + "\u001b[0m - " + message + (extra.isEmpty() ? "" : " \u001b[90m" + extra + "\u001b[0m")
                + (trace.isEmpty() ? "" : "\n" + trace);
    }

    private static String pino(Instant at, String level, ObjectNode entry, String message) {
        var members = without(entry, "message").properties().stream()
                .map(each -> "    " + each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining("\n"));
        var word = level.equals("WARNING") ? "WARN" : level;
        return "[" + TIME.format(at) + "] \u001b[32m" + word + "\u001b[39m (7): " + message
                + (members.isEmpty() ? "" : "\n" + members);
    }

    private static ObjectNode without(ObjectNode entry, String member) {
        var rest = entry.deepCopy();
        rest.remove(member);
        return rest;
    }
}
