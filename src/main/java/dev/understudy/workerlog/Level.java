package dev.understudy.workerlog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.common.Letters;
import java.util.List;
import java.util.Map;

/** How bad a record is, in one spelling: TRACE, DEBUG, INFO, WARNING or ERROR; critical and fatal are ERROR. Empty when it says nothing. */
final class Level {
    static final String ERROR = "ERROR";
    static final String NONE = "";

    /** The words that there are, for a regular expression. */
    static final String WORDS =
            "TRACE|VERBOSE|DEBUG|INFO|NOTICE|WARNING|WARN|ERROR|ERR|CRITICAL|CRIT|FATAL|SEVERE|ALERT|EMERGENCY";

    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("TRACE", "TRACE"),
            Map.entry("VERBOSE", "TRACE"),
            Map.entry("DEBUG", "DEBUG"),
            Map.entry("INFO", "INFO"),
            Map.entry("NOTICE", "INFO"),
            Map.entry("WARN", "WARNING"),
            Map.entry("WARNING", "WARNING"),
            Map.entry("ERROR", ERROR),
            Map.entry("ERR", ERROR),
            Map.entry("CRITICAL", ERROR),
            Map.entry("CRIT", ERROR),
            Map.entry("FATAL", ERROR),
            Map.entry("SEVERE", ERROR),
            Map.entry("ALERT", ERROR),
            Map.entry("EMERGENCY", ERROR));

    /** Where loggers put it, pointers into their JSON; {@code severity} is Google's, {@code levelname} Python's own name for it. */
    private static final List<String> MEMBERS = List.of(
            "/level",
            "/levelname",
            "/severity",
            "/record/level/name",
            "/level/name",
            "/level_name",
            "/log.level",
            "/log/level",
            "/severity_text",
            "/lvl");

    /** Where Python's numbers are; a number under {@code level} is pino's or bunyan's unless the rest is Python's. */
    private static final List<String> PYTHONS = List.of("/levelno", "/level_number", "/record/level/no", "/level/no");

    private static final int STEP = 10;
    /** Of 0, 10, 20 and so on. */
    private static final List<String> PYTHON = List.of(NONE, "DEBUG", "INFO", "WARNING", ERROR, ERROR);

    private static final List<String> PINO = List.of(NONE, "TRACE", "DEBUG", "INFO", "WARNING", ERROR, ERROR);

    private Level() {}

    /** A word's; the word itself in capitals when it is none that we know. */
    static String of(String word) {
        var capital = Letters.capital(word.strip());
        return SPELLINGS.getOrDefault(capital, capital);
    }

    /** That of a JSON object. */
    static String of(JsonNode line) {
        for (var member : MEMBERS) {
            var level = line.at(member);
            if (level.isTextual() && !level.textValue().isBlank()) return of(level.textValue());
            if (level.isNumber()) return of(level.asInt(), isPythons(line) ? PYTHON : PINO);
        }
        return PYTHONS.stream()
                .map(line::at)
                .filter(JsonNode::isNumber)
                .map(level -> of(level.asInt(), PYTHON))
                .findFirst()
                .orElse(NONE);
    }

    private static boolean isPythons(JsonNode line) {
        return !line.has("msg") && (line.has("message") || line.has("event") || line.has("logger"));
    }

    private static String of(int number, List<String> scale) {
        return number < 0 ? NONE : scale.get(Math.min(number / STEP, scale.size() - 1));
    }
}
