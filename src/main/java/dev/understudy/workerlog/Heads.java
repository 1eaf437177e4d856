package dev.understudy.workerlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells whether a record begins in a line: with a JSON object, with a time, or with a level. */
final class Heads {
    /** A date and a time, or a time with milliseconds, maybe in brackets: Python, pino-pretty, loguru, structlog, Go, Rust. */
    private static final Pattern TIME =
            Pattern.compile("\\[?(?:\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?"
                    + "(?: ?(?:Z|UTC|[+-]\\d\\d:?\\d\\d))?|\\d\\d:\\d\\d:\\d\\d[.,]\\d{3})\\]?(?=[\\s|:-]|$)");

    private static final Pattern PYTHONS = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}");
    private static final String LEVELS = "(" + Level.WORDS + ")";

    /** A level in capitals, or in any letters where something shows that it is one. */
    private static final Pattern LEVEL = Pattern.compile(
            "(?:\\[\\s*(?i:" + LEVELS + ")\\s*\\]|" + LEVELS + "(?![A-Za-z_])|(?i:" + LEVELS + ")(?=\\s*[|:-]))");

    private static final Pattern LOGGER_THEN_LEVEL =
            Pattern.compile("([\\w.$@/-]{1,100}+)[\\s|:-]{1,8}\\[?" + LEVELS + "\\]?(?![A-Za-z_])");

    /** Alone at the beginning of a line it has to look like one: {@code INFO:logger:text}, {@code INFO (22764): text}. */
    private static final Pattern LEVEL_ALONE =
            Pattern.compile(LEVELS + "(?::[\\w.]{1,100}:|: |:?\\s{2,}| ?\\([^()]{0,100}\\): )");

    private static final Pattern PROCESS = Pattern.compile("\\s*\\([^()]{0,100}\\):");
    private static final Pattern LOGGER =
            Pattern.compile("([\\w.$@/<>:-]{1,100}+) +- +|([\\w$]{1,60}+(?:\\.[\\w$<>]{1,60}+){1,10}):\\s+");

    /** Between colons, as Python's loggers have it that nobody has configured. */
    private static final Pattern LOGGER_BETWEEN = Pattern.compile("([\\w.]{1,100}+):");

    /** Structlog's text: what, two blanks or more, who, and then names with values. */
    private static final Pattern STRUCTLOG =
            Pattern.compile("([^\\[\\]]{1,300}?)\\s{2,}\\[([\\w.-]{1,100})\\](?=\\s|$)");

    private static final String SEPARATORS = " \t|:-";
    private static final int LONGEST_JSON = 262_144;
    private static final int TRIES = 3;
    private final ObjectMapper json;

    Heads(ObjectMapper json) {
        this.json = json;
    }

    /** The head of a record that begins here; empty when none does. */
    Optional<Head> of(String text) {
        if (text.startsWith("{")) return object(text).map(Head::json);
        var time = TIME.matcher(text);
        if (!time.lookingAt())
            return LEVEL_ALONE.matcher(text).lookingAt() ? Optional.of(levelled(text)) : Optional.empty();
        var rest = bare(text.substring(time.end()));
        if (rest.startsWith("{")) {
            var object = object(rest);
            if (object.isPresent()) return object.map(Head::json);
        }
        var isPythons = PYTHONS.matcher(time.group()).matches();
        return Optional.of(dated(rest, isPythons ? Form.PYTHON : Form.DATED));
    }

    private Head levelled(String text) {
        return dated(text, Form.LEVELLED);
    }

    private Head dated(String rest, Form form) {
        var level = LEVEL.matcher(rest);
        if (level.lookingAt()) {
            return afterLevel(rest.substring(level.end()), form, Level.of(group(level)));
        }
        var logger = LOGGER_THEN_LEVEL.matcher(rest);
        if (!logger.lookingAt()) return withMore(form, Level.NONE, "", rest);
        return withMore(form, Level.of(logger.group(2)), logger.group(1), bare(rest.substring(logger.end())));
    }

    private Head afterLevel(String rest, Form form, String level) {
        var process = PROCESS.matcher(rest);
        if (process.lookingAt()) return withMore(Form.PINO, level, "", bare(rest.substring(process.end())));
        var text = bare(rest);
        var logger = (form == Form.LEVELLED && rest.startsWith(":") && !rest.startsWith(": ") ? LOGGER_BETWEEN : LOGGER)
                .matcher(text);
        if (logger.lookingAt()) return withMore(form, level, group(logger), bare(text.substring(logger.end())));
        var structlog = STRUCTLOG.matcher(text);
        if (!structlog.lookingAt()) return withMore(form, level, "", text);
        return new Head(form, level, structlog.group(2), structlog.group(1).strip(), MissingNode.getInstance());
    }

    /** With the JSON that stands behind the message, as the SDK for Python adds it. */
    private Head withMore(Form form, String level, String logger, String all) {
        var text = all.strip();
        if (!text.endsWith("}")) return new Head(form, level, logger, text, MissingNode.getInstance());
        var at = text.indexOf("{\"");
        for (var i = 0; at >= 0 && i < TRIES; i++, at = text.indexOf("{\"", at + 1)) {
            var more = object(text.substring(at));
            if (more.isPresent())
                return new Head(form, level, logger, text.substring(0, at).strip(), more.get());
        }
        return new Head(form, level, logger, text, MissingNode.getInstance());
    }

    private Optional<JsonNode> object(String text) {
        if (text.length() > LONGEST_JSON) return Optional.empty();
        try {
            return Optional.of(json.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String group(java.util.regex.Matcher matcher) {
        for (var i = 1; i <= matcher.groupCount(); i++) if (matcher.group(i) != null) return matcher.group(i);
        return "";
    }

    private static String bare(String text) {
        var from = 0;
        while (from < text.length() && SEPARATORS.indexOf(text.charAt(from)) >= 0) from++;
        return text.substring(from);
    }
}
