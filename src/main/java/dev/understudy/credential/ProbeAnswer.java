package dev.understudy.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Letters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a provider's answer; it goes no further than the verdict, since a refusal may quote what was sent.
 *
 * @param status of HTTP
 * @param form what the body is
 * @param words its texts and codes, in lower case; empty when it is neither JSON nor plain text
 * @param date the server's clock, UTC ms; null when it does not tell
 */
record ProbeAnswer(
        int status, Form form, String words, @Nullable Long date) {
    private static final List<String> FIELDS = List.of(
            "message",
            "error",
            "code",
            "type",
            "status",
            "detail",
            "title",
            "msg",
            "err_code",
            "err_msg",
            "error_code");
    private static final String TOKEN_QUOTED = "invalid token:";
    private static final String WHY = ", error:";

    /** What a body is. */
    enum Form {
        /** An object or a list. */
        JSON,
        /** A line of text, which LiveKit says of a token that it cannot read. */
        TEXT,
        /** A page of something in between, half an answer, or nothing. */
        OTHER
    }

    /** Reads it. */
    static ProbeAnswer of(int status, byte[] body, @Nullable Long date, ObjectMapper json) {
        var node = parse(body, json);
        if (node != null) return new ProbeAnswer(status, Form.JSON, words(node), date);
        var text = new String(body, StandardCharsets.UTF_8).strip();
        var isLine = !text.isEmpty() && !text.startsWith("<") && !text.startsWith("{") && !text.startsWith("[");
        return new ProbeAnswer(status, isLine ? Form.TEXT : Form.OTHER, isLine ? withoutToken(text) : "", date);
    }

    /** An answer that was read by others. */
    static ProbeAnswer of(int status, JsonNode body) {
        return new ProbeAnswer(status, Form.JSON, words(body), null);
    }

    private static String words(JsonNode node) {
        var found = new StringBuilder();
        for (var field : FIELDS)
            for (var value : node.findValues(field))
                if (value.isValueNode()) found.append(value.asText()).append('\n');
        return Letters.small(found.toString());
    }

    /** LiveKit quotes the whole token, in which anything may stand; what it has against it comes behind. */
    private static String withoutToken(String text) {
        var lower = Letters.small(text);
        var why = lower.lastIndexOf(WHY);
        if (!lower.startsWith(TOKEN_QUOTED)) return lower;
        return TOKEN_QUOTED + (why < 0 ? "" : lower.substring(why + WHY.length()));
    }

    private static @Nullable JsonNode parse(byte[] body, ObjectMapper json) {
        try {
            var node = json.readTree(body);
            return node != null && node.isContainerNode() ? node : null;
        } catch (IOException e) {
            return null;
        }
    }
}
