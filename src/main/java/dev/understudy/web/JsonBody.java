package dev.understudy.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object strictly: UTF-8, no double keys, nothing after its end, at most 32 levels. */
public final class JsonBody {
    private static final int DEPTH = 32;
    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonBody() {}

    /**
     * The object in these bytes; no bytes at all are an empty object.
     *
     * @throws Refused 400 {@code malformed-json} when it is anything else
     */
    public static ObjectNode object(byte @Nullable [] body) {
        var text = body == null ? "" : text(body);
        if (text.isBlank()) return STRICT.createObjectNode();
        try {
            if (STRICT.readTree(text) instanceof ObjectNode object) return object;
            throw malformed("A JSON object is expected.");
        } catch (JsonProcessingException | NumberFormatException e) { // the latter of an exponent of a thousand digits
            throw malformed("It cannot be read as one JSON object.");
        }
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("It is not UTF-8.");
        }
    }

    private static Refused malformed(String detail) {
        return Problem.of(400, "malformed-json", "The body is not JSON", detail).refused();
    }
}
