package dev.understudy.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line of a worker's log. Members are found by name, never by place: their order and number are the SDK's affair. */
record LogLine(String text, JsonNode node) {
    private static final int ERROR = 50;
    private static final Set<String> ERRORS = Set.of("ERROR", "CRITICAL", "FATAL");

    /** Where a 401 is a status: a line of code or a process can have that number too. */
    private static final List<String> TOLD =
            List.of("message", "msg", "exc_info", "exception", "error", "err", "status", "statusCode", "status_code");

    private static final Pattern STATUS = Pattern.compile("(?i)status_?code[\"']?\\s*[=:]\\s*[\"']?401\\b");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])401(?![\\w]|\\.\\d)");
    private static final Pattern TOKEN = Pattern.compile("(?i)invalid access token");

    static LogLine of(String text, ObjectMapper json) {
        return new LogLine(text, parsed(text, json));
    }

    boolean isRegistration() {
        return "registered worker".equals(Json.text(message()));
    }

    @Nullable
    String workerId() {
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
