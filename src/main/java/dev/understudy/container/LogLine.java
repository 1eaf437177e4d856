package dev.understudy.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a worker's log. Members are found by name, never by place: their order and number are the SDK's affair.
 *
 * @param text the whole of it; it may quote a key
 * @param node the same as JSON; missing when it is none
 */
public record LogLine(String text, JsonNode node) {
    private static final int ERROR = 50;
    private static final Set<String> ERRORS = Set.of("ERROR", "CRITICAL", "FATAL");

    /** Where a 401 is a status: a line of code or a process can have that number too. */
    private static final List<String> TOLD =
            List.of("message", "msg", "exc_info", "exception", "error", "err", "status", "statusCode", "status_code");

    /** Who says it. */
    private static final List<String> NAMES = List.of("name", "logger");

    private static final Pattern STATUS = Pattern.compile("(?i)status_?code[\"']?\\s*[=:]\\s*[\"']?401\\b");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])401(?![\\w]|\\.\\d)");
    private static final Pattern TOKEN = Pattern.compile("(?i)invalid access token");

    /** Reads it, JSON or not. */
    public static LogLine of(String text, ObjectMapper json) {
        return new LogLine(text, parsed(text, json));
    }

    /** True when a worker says that LiveKit has it. */
    public boolean isRegistration() {
        return "registered worker".equals(Json.text(message()));
    }

    /** {@code AW_...}, or whatever else it calls {@code id}; null when it names none. */
    public @Nullable String workerId() {
        var id = Json.text(node.path("id"));
        return id.isEmpty() ? null : id;
    }

    /** True when it tells of a 401. */
    boolean isRefusal() {
        if (STATUS.matcher(text).find()) return true;
        if (TOKEN.matcher(text).find() && NUMBER.matcher(text).find()) return true;
        return isError()
                && TOLD.stream().anyMatch(each -> NUMBER.matcher(node.path(each).toString())
                        .find());
    }

    boolean isTraceback() {
        return text.contains("Traceback (most recent call last)");
    }

    /**
     * What it tells people, as one text: the line itself, or of JSON the level, who says it, and what is told, without numbers of
     * lines and processes. Secret as the line is.
     */
    public String told() {
        if (!node.isObject()) return text;
        var parts = Stream.concat(NAMES.stream(), TOLD.stream())
                .map(node::path)
                .filter(each -> !Json.isEmpty(each))
                .map(each -> each.isTextual() ? each.textValue() : each.toString());
        return Stream.concat(Stream.of(isError() ? "ERROR" : Json.text(node.path("level"))), parts)
                .collect(Collectors.joining(" "));
    }

    private boolean isError() {
        var level = node.path("level");
        return level.isNumber() ? level.asInt() >= ERROR : ERRORS.contains(Json.text(level));
    }

    private JsonNode message() {
        return node.has("message") ? node.path("message") : node.path("msg");
    }

    private static JsonNode parsed(String text, ObjectMapper json) {
        try {
            return text.startsWith("{") ? json.readTree(text) : json.missingNode();
        } catch (JsonProcessingException e) {
            return json.missingNode();
        }
    }

    /** It may quote a key. */
    @Override
    public String toString() {
        return "a line of a log";
    }
}
