package dev.understudy.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * LiveKit's messages as its Go server writes them: Twirp answers in snake_case with zero values, webhooks in
 * lowerCamelCase without; 64-bit numbers as strings, enums by name. (JsonFormat can do neither the fields that the SDK's
 * messages lack nor {@code "version":null}, and costs twice as much.)
 */
final class WireJson {
    /** Which of the two ways. */
    enum Style {
        ANSWER,
        WEBHOOK
    }

    private record Named(FieldDescriptor field, String snake, String camel, boolean nullWhenUnset) {}

    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<Descriptor, List<Named>> FIELDS = new ConcurrentHashMap<>();

    private final JsonGenerator out;
    private final Style style;

    private WireJson(JsonGenerator out, Style style) {
        this.out = out;
        this.style = style;
    }

    /** The message as UTF-8 JSON. */
    static byte[] write(Message message, Style style) {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = JSON.createGenerator(bytes)) {
            new WireJson(out, style).message(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void message(Message message) throws IOException {
        out.writeStartObject();
        for (Named named : FIELDS.computeIfAbsent(message.getDescriptorForType(), WireJson::name))
            field(message, named);
        for (var newer : NewerFields.of(message.getDescriptorForType().getFullName())) newer(message, newer);
        out.writeEndObject();
    }

    private void field(Message message, Named named) throws IOException {
        var field = named.field();
        boolean set = field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field);
        if (!set && (style == Style.WEBHOOK || field.hasPresence() && !named.nullWhenUnset())) return;
        out.writeFieldName(style == Style.WEBHOOK ? named.camel() : named.snake());
        if (!set && field.hasPresence()) out.writeNull();
        else if (field.isMapField()) map((List<?>) message.getField(field));
        else if (field.isRepeated()) list(field, (List<?>) message.getField(field));
        else value(field, message.getField(field));
    }

    private void list(FieldDescriptor field, List<?> values) throws IOException {
        out.writeStartArray();
        for (Object value : values) value(field, value);
        out.writeEndArray();
    }

    /** Every map of LiveKit's goes from text to text. */
    private void map(List<?> entries) throws IOException {
        out.writeStartObject();
        for (Object entry : entries) {
            var pair = (Message) entry;
            var fields = pair.getDescriptorForType().getFields();
            out.writeStringField(
                    String.valueOf(pair.getField(fields.get(0))), String.valueOf(pair.getField(fields.get(1))));
        }
        out.writeEndObject();
    }

    private void value(FieldDescriptor field, Object value) throws IOException {
        switch (field.getJavaType()) {
            case INT ->
                out.writeNumber(
                        field.getType() == FieldDescriptor.Type.UINT32
                                ? (Integer) value & 0xffffffffL
                                : (Integer) value);
            case LONG -> out.writeString(value.toString());
            case FLOAT, DOUBLE -> out.writeNumber(((Number) value).doubleValue());
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case STRING -> out.writeString((String) value);
            case BYTE_STRING -> out.writeString(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
            case ENUM -> out.writeString(((EnumValueDescriptor) value).getName());
            case MESSAGE -> message((Message) value);
        }
    }

    private void newer(Message message, NewerFields.Field newer) throws IOException {
        switch (newer.type()) {
            case TEXT -> text(newer.name(), NewerFields.text(message, newer.number()));
            case MAP -> attributes(newer.name(), NewerFields.map(message, newer.number()));
            case FLAG -> {
                if (style == Style.ANSWER) out.writeBooleanField(newer.name(), false);
            }
            case CAPABILITIES -> capabilities(message, newer.name());
        }
    }

    private void text(String name, String text) throws IOException {
        if (style == Style.ANSWER || !text.isEmpty()) out.writeStringField(name, text);
    }

    private void attributes(String name, Map<String, String> attributes) throws IOException {
        if (style == Style.WEBHOOK && attributes.isEmpty()) return;
        out.writeObjectFieldStart(name);
        for (var entry : attributes.entrySet()) out.writeStringField(entry.getKey(), entry.getValue());
        out.writeEndObject();
    }

    /** The stub participant of a track event has none; a whole participant is known by its state or kind of client. */
    private void capabilities(Message participant, String name) throws IOException {
        boolean whole = participant instanceof livekit.LivekitModels.ParticipantInfo info && info.getJoinedAtMs() > 0;
        if (!whole) return;
        out.writeArrayFieldStart(name);
        for (String capability : NewerFields.CAPABILITIES) out.writeString(capability);
        out.writeEndArray();
    }

    private static List<Named> name(Descriptor type) {
        return type.getFields().stream()
                .map(field -> new Named(field, field.getName(), field.getJsonName(), isPlainMessage(field)))
                .toList();
    }

    private static boolean isPlainMessage(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getRealContainingOneof() == null
                && !field.toProto().getProto3Optional();
    }
}
