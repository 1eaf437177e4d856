package dev.understudy.sandbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON into LiveKit's messages, as strictly as Go's protojson: snake_case and camelCase names, unknown names ignored,
 * {@code null} is unset; a wrong type, a duplicate name or anything after the end is refused.
 */
final class WireReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .build();

    private WireReader() {}

    /** Fills a new message of the prototype's type; IllegalArgumentException when the text is not such a message. */
    static Message read(byte[] json, Message prototype) {
        try {
            return read(JSON.readTree(json), prototype.newBuilderForType());
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    /** Fills the builder from parsed JSON. */
    static Message read(@Nullable JsonNode json, Message.Builder into) {
        if (json == null || !json.isObject()) throw wrong("object");
        for (FieldDescriptor field : into.getDescriptorForType().getFields()) {
            var value = find(json, field.getName(), field.getJsonName());
            if (value != null && !value.isNull()) set(into, field, value);
        }
        readNewer(json, into);
        return into.build();
    }

    private static @Nullable JsonNode find(JsonNode json, String snake, String camel) {
        var value = json.get(snake);
        return value == null ? json.get(camel) : value;
    }

    private static void set(Message.Builder into, FieldDescriptor field, JsonNode value) {
        if (field.isMapField()) setMap(into, field, texts(value));
        else if (field.isRepeated()) {
            if (!value.isArray()) throw wrong("array");
            for (JsonNode item : value) into.addRepeatedField(field, value(into, field, item));
        } else into.setField(field, value(into, field, value));
    }

    private static void setMap(Message.Builder into, FieldDescriptor field, Map<String, String> texts) {
        var types = field.getMessageType().getFields();
        texts.forEach((key, value) -> into.addRepeatedField(
                field,
                into.newBuilderForField(field)
                        .setField(types.get(0), key)
                        .setField(types.get(1), value)
                        .build()));
    }

    private static Object value(Message.Builder into, FieldDescriptor field, JsonNode value) {
        return switch (field.getJavaType()) {
            case INT -> (int) number(value);
            case LONG -> number(value);
            case FLOAT -> (float) value.asDouble();
            case DOUBLE -> value.asDouble();
            case BOOLEAN -> {
                if (!value.isBoolean()) throw wrong("boolean");
                yield value.booleanValue();
            }
            case STRING -> text(value);
            case BYTE_STRING -> ByteString.copyFrom(Base64.getDecoder().decode(text(value)));
            case ENUM -> enumValue(field, value);
            case MESSAGE -> read(value, into.newBuilderForField(field));
        };
    }

    private static Object enumValue(FieldDescriptor field, JsonNode value) {
        var found = value.isTextual()
                ? field.getEnumType().findValueByName(value.textValue())
                : field.getEnumType().findValueByNumber((int) number(value));
        if (found == null) throw wrong("known enum value");
        return found;
    }

    private static long number(JsonNode value) {
        if (value.isIntegralNumber()) return value.longValue();
        return Long.parseLong(text(value));
    }

    private static String text(JsonNode value) {
        if (!value.isTextual()) throw wrong("string");
        return value.textValue();
    }

    private static Map<String, String> texts(JsonNode value) {
        if (!value.isObject()) throw wrong("object");
        var texts = new TreeMap<String, String>();
        value.fields().forEachRemaining(entry -> texts.put(entry.getKey(), text(entry.getValue())));
        return texts;
    }

    private static void readNewer(JsonNode json, Message.Builder into) {
        var newer = NewerFields.of(into.getDescriptorForType().getFullName());
        if (newer.isEmpty() || newer.get(0).type() != NewerFields.Type.TEXT) return;
        var deployment = json.get("deployment");
        var attributes = json.get("attributes");
        into.setUnknownFields(NewerFields.deployed(
                newer.get(0).number(),
                deployment == null || deployment.isNull() ? "" : text(deployment),
                attributes == null || attributes.isNull() ? Map.of() : texts(attributes)));
    }

    private static IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("expected " + expected);
    }
}
