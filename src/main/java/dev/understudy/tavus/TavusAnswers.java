package dev.understudy.tavus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Letters;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Verdict;
import dev.understudy.credential.VerdictRules;
import dev.understudy.tavus.TavusRefused.TavusBusy;
import dev.understudy.tavus.TavusRefused.TavusFull;
import dev.understudy.tavus.TavusRefused.TavusKeyRejected;
import dev.understudy.tavus.TavusRefused.TavusMisconfigured;
import dev.understudy.tavus.TavusRefused.TavusOutOfCredits;
import dev.understudy.tavus.TavusRefused.TavusUnclear;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads Tavus's answers. Its texts stand under {@code message} or under {@code error}, and a 400 may mean a passing, a lasting
 * or an unknown fault (Tavus's OpenAPI document and what users report): never the status alone.
 */
@Component("tavusAnswers")
public class TavusAnswers {
    private static final int LARGEST_BODY = 1 << 20;
    private final ObjectMapper json;

    /** Reads JSON by this mapper. */
    public TavusAnswers(ObjectMapper json) {
        this.json = json;
    }

    /** Lets a good answer pass, as a JSON tree in the body; throws what a bad one means. */
    public void judge(Exchange exchange) throws IOException {
        var message = exchange.getMessage();
        var status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        var body = read(message);
        if (status == null || status >= 300) throw refusal(status == null ? 0 : status, body);
        message.setBody(body);
    }

    /** The conversation that a create or a GET answered with. */
    public static Conversation conversation(JsonNode node) {
        return new Conversation(
                node.path("conversation_id").asText(),
                node.path("conversation_name").asText(),
                "active".equals(node.path("status").asText()));
    }

    /** The conversations of a list. */
    public static List<Conversation> conversations(JsonNode node) {
        var found = new ArrayList<Conversation>();
        node.path("data").forEach(one -> found.add(conversation(one)));
        return found;
    }

    /** What it says, in lower case; blank when it says nothing. */
    static String text(JsonNode body) {
        return Letters.small(
                body.path("message").asText("") + " " + body.path("error").asText(""));
    }

    /** The answer; null when it is no JSON object: a page in HTML from something in between, nothing, half of one. */
    @Nullable
    JsonNode object(Message message) throws IOException {
        var stream = message.getBody(InputStream.class);
        if (stream == null) return null;
        try (stream) {
            return parse(stream.readNBytes(LARGEST_BODY));
        }
    }

    /**
     * What a bad answer means. In use a key is refused by words that only Tavus has: a status, and "Forbidden" too, may come from
     * anything in between, so they have the key asked for first.
     */
    public static TavusRefused refusal(int status, JsonNode body) {
        var text = text(body);
        if (text.contains("access token") && VerdictRules.verdict(Provider.TAVUS, status, body) == Verdict.REJECTED)
            return new TavusKeyRejected();
        if (status == 402 || text.contains("credits")) return new TavusOutOfCredits();
        if (text.contains("concurrent")) return new TavusFull();
        if (status == 401 || status == 403) return new TavusUnclear(status);
        if (status == 408 || status == 429 || status >= 500 || status == 0) return new TavusBusy(status);
        return new TavusMisconfigured(status);
    }

    /** What is no JSON tells nothing but its status. */
    private JsonNode read(Message message) throws IOException {
        var body = object(message);
        return body == null ? json.createObjectNode() : body;
    }

    private @Nullable JsonNode parse(byte[] bytes) {
        try {
            var node = json.readTree(bytes);
            return node != null && node.isObject() ? node : null;
        } catch (IOException e) {
            return null;
        }
    }
}
