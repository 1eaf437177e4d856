package dev.understudy.workerlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What loggers put where in their JSON. Members are found by name, never by place: their order and number are the SDK's affair. */
final class Members {
    private static final List<String> NAMES = List.of("/name", "/logger", "/logger_name", "/record/name");
    private static final List<String> MESSAGES = List.of("/message", "/msg", "/event", "/record/message", "/text");

    /** What else is told to people; a number of a line or a process is not. */
    private static final List<String> MORE = List.of(
            "/exc_info",
            "/exception",
            "/exc_text",
            "/record/exception",
            "/stack",
            "/error",
            "/err",
            "/status",
            "/statusCode",
            "/status_code");

    private static final List<String> STATUSES =
            List.of("/status", "/statusCode", "/status_code", "/err/status", "/err/statusCode");
    private static final List<String> IDS = List.of("/id", "/worker_id", "/workerId", "/record/extra/id", "/extra/id");

    /** Which part of the SDK it is about: {@code livekit.agents.inference.stt.STT}. */
    private static final List<String> LABELS = List.of("/stt", "/tts", "/llm", "/label");

    private static final int LONGEST_ID = 100;

    private Members() {}

    static String logger(JsonNode line) {
        return first(line, NAMES);
    }

    /** What it says, only when that is a text. */
    static String message(JsonNode line) {
        return first(line, MESSAGES);
    }

    static String labels(JsonNode line) {
        return String.join(" ", texts(line, LABELS).toList());
    }

    static @Nullable String id(JsonNode line) {
        var id = first(line, IDS);
        return id.isEmpty() || id.length() > LONGEST_ID ? null : id;
    }

    /** HTTP's status where it has a member of its own; null when there is none. */
    static @Nullable Integer status(JsonNode line) {
        return STATUSES.stream()
                .map(line::at)
                .filter(JsonNode::isInt)
                .map(JsonNode::intValue)
                .findFirst()
                .orElse(null);
    }

    /** Who says it, and all that is told. */
    static Stream<String> told(JsonNode line) {
        var messages = MESSAGES.subList(0, MESSAGES.size() - 1);
        var said = told(line, messages).toList();
        var all = said.isEmpty() ? told(line, MESSAGES) : said.stream();
        return Stream.of(told(line, NAMES), all, more(line)).flatMap(each -> each);
    }

    /** What is told beside the message. */
    static Stream<String> more(JsonNode line) {
        return told(line, MORE);
    }

    private static Stream<String> told(JsonNode line, List<String> members) {
        return members.stream()
                .map(line::at)
                .filter(each -> !isEmpty(each))
                .map(each -> each.isTextual() ? each.textValue() : each.toString());
    }

    private static String first(JsonNode line, List<String> members) {
        return texts(line, members).findFirst().orElse("");
    }

    private static Stream<String> texts(JsonNode line, List<String> members) {
        return members.stream()
                .map(line::at)
                .map(JsonNode::textValue)
                .filter(Objects::nonNull)
                .filter(text -> !text.isEmpty());
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || node.isTextual() && node.textValue().isEmpty()
                || node.isContainerNode() && node.isEmpty();
    }
}
