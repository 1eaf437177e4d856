package dev.understudy.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, each taken with its type, each complaint naming its field (422). */
public final class Fields {
    private final ObjectNode object;
    private final String prefix;

    private Fields(ObjectNode object, String prefix) {
        this.object = object;
        this.prefix = prefix;
    }

    /** The fields of a whole body. */
    public static Fields of(ObjectNode object) {
        return new Fields(object, "");
    }

    /** Refuses the first field that is not one of these. */
    public Fields only(Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) throw refuse(name, "unknown-field", "It is not known here.");
        });
        return this;
    }

    /** True when the field is there and is neither null nor empty text. */
    public boolean has(String name) {
        var node = object.get(name);
        return node != null
                && !node.isNull()
                && !(node.isTextual() && node.textValue().isEmpty());
    }

    /** A text of at most so many characters; null when absent, null or empty, which JSON senders use alike. */
    public @Nullable String text(String name, int atMost) {
        if (!has(name)) return null;
        var node = object.get(name);
        if (!node.isTextual()) throw refuse(name, "wrong-type", "It must be a string.");
        var text = node.textValue();
        if (text.length() > atMost) throw refuse(name, "too-long", "It may have " + atMost + " characters.");
        if (!Texts.isPlain(text)) throw refuse(name, "bad-characters", "It may not hold control characters.");
        return text;
    }

    /** A text of at most so many bytes of UTF-8, as LiveKit counts; null when absent, null or empty. */
    public @Nullable String sized(String name, long bytes) {
        var text = text(name, Integer.MAX_VALUE);
        if (text != null && text.getBytes(StandardCharsets.UTF_8).length > bytes)
            throw refuse(name, "too-long", "It may have " + bytes + " bytes of UTF-8.");
        return text;
    }

    /** A text that must be there. */
    public String required(String name, int atMost) {
        var text = text(name, atMost);
        if (text == null) throw refuse(name, "missing-field", "It is required.");
        return text;
    }

    /** An object inside; null when absent or null. */
    public @Nullable Fields inner(String name) {
        if (!has(name)) return null;
        if (object.get(name) instanceof ObjectNode inner) return new Fields(inner, prefix + name + ".");
        throw refuse(name, "wrong-type", "It must be an object.");
    }

    /** The object at a place of an array. */
    public Fields item(String name, int place) {
        var at = name + "[" + place + "]";
        var list = object.get(name);
        if (list != null && list.get(place) instanceof ObjectNode item) return new Fields(item, prefix + at + ".");
        throw refuse(at, "wrong-type", "It must be an object.");
    }

    /** The field as it stands. */
    public @Nullable JsonNode raw(String name) {
        return object.get(name);
    }

    /** The names that are there, in the order sent. */
    public Iterable<String> names() {
        return object::fieldNames;
    }

    /** How many fields there are. */
    public int count() {
        return object.size();
    }

    /** A complaint about one field: 422 with its full name. */
    public Refused refuse(String name, String code, String detail) {
        return Problem.of(422, code, "A field was refused", detail)
                .at(Texts.shown(prefix + name))
                .refused();
    }
}
