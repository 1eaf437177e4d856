package dev.understudy.sandbox;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What livekit-server 1.13.5 speaks and the messages of the SDK 0.13.0 do not know yet. It travels as protobuf's unknown
 * fields, so that it reaches clients that know it; field numbers from livekit/protocol (2026-08).
 */
final class NewerFields {
    /** How such a field is written. */
    enum Type {
        TEXT,
        FLAG,
        MAP,
        CAPABILITIES
    }

    /** One field: its number on the wire, its name, its kind. */
    record Field(int number, String name, Type type) {}

    /** What every SDK of 2026 announces; FakeLiveKit's participants too. */
    static final List<String> CAPABILITIES = List.of("CAP_PACKET_TRAILER", "CAP_COMPRESSION_DEFLATE_RAW");

    private static final Map<String, List<Field>> BY_MESSAGE = Map.of(
            "livekit.CreateAgentDispatchRequest", deployed(5),
            "livekit.RoomAgentDispatch", deployed(4),
            "livekit.AgentDispatch", deployed(7),
            "livekit.Job",
                    List.of(
                            new Field(11, "deployment", Type.TEXT),
                            new Field(12, "attributes", Type.MAP),
                            new Field(13, "enable_redaction", Type.FLAG)),
            "livekit.ParticipantInfo", List.of(new Field(21, "capabilities", Type.CAPABILITIES)));

    private NewerFields() {}

    /** The newer fields of a message type, by its full name. */
    static List<Field> of(String messageType) {
        return BY_MESSAGE.getOrDefault(messageType, List.of());
    }

    /** A text field of the message; empty when it is not set. */
    static String text(Message message, int number) {
        var values = message.getUnknownFields().getField(number).getLengthDelimitedList();
        return values.isEmpty() ? "" : values.get(0).toStringUtf8();
    }

    /** A map field of the message. */
    static Map<String, String> map(Message message, int number) {
        var entries = new TreeMap<String, String>();
        for (ByteString entry : message.getUnknownFields().getField(number).getLengthDelimitedList())
            addEntry(entries, entry);
        return entries;
    }

    /** The newer part of a dispatch or job: {@code deployment} under the first number, {@code attributes} under the next. */
    static UnknownFieldSet deployed(int first, String deployment, Map<String, String> attributes) {
        var fields = UnknownFieldSet.newBuilder();
        if (!deployment.isEmpty()) fields.mergeField(first, bytes(ByteString.copyFromUtf8(deployment)));
        attributes.forEach((key, value) -> fields.mergeField(first + 1, bytes(entry(key, value))));
        return fields.build();
    }

    private static List<Field> deployed(int first) {
        return List.of(new Field(first, "deployment", Type.TEXT), new Field(first + 1, "attributes", Type.MAP));
    }

    private static UnknownFieldSet.Field bytes(ByteString value) {
        return UnknownFieldSet.Field.newBuilder().addLengthDelimited(value).build();
    }

    private static ByteString entry(String key, String value) {
        var bytes = new ByteArrayOutputStream();
        try {
            var out = CodedOutputStream.newInstance(bytes);
            out.writeString(1, key);
            out.writeString(2, value);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }

    private static void addEntry(Map<String, String> entries, ByteString bytes) {
        try {
            CodedInputStream in = bytes.newCodedInput();
            String key = "";
            String value = "";
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (tag >>> 3 == 1) key = in.readString();
                else value = in.readString();
            }
            entries.put(key, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
