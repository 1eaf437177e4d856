package dev.understudy.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map.Entry;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** JSON as Docker writes it: what is empty is missing, null, "", [] or {}, as the version has it. */
final class Json {
    /** As Docker makes them. Whatever else a host may say becomes no part of a command. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}");

    private Json() {}

    /** The one element of what an inspect command printed. */
    static JsonNode only(String output, ObjectMapper json, String what) {
        var all = read(output, json);
        if (!all.isArray() || all.size() != 1) throw unreadable(what);
        if (!ID.matcher(text(all.path(0).path("Id"))).matches()) throw unreadable(what);
        return all.path(0);
    }

    static IllegalArgumentException unreadable(String what) {
        return new IllegalArgumentException("What Docker printed is not one " + what);
    }

    static boolean isEmpty(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || node.isTextual() && node.textValue().isEmpty()
                || node.isContainerNode() && node.isEmpty();
    }

    static boolean isSame(JsonNode one, JsonNode other) {
        return isEmpty(one) ? isEmpty(other) : one.equals(other);
    }

    /** Its text; empty when there is none. */
    static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }

    /** The texts of an array; none when it is no array. */
    static Stream<String> texts(JsonNode array) {
        return array.valueStream().filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** The members of an object; none when it is no object. */
    static Stream<Entry<String, JsonNode>> members(JsonNode object) {
        return object.propertyStream();
    }

    /** The cause is left out: a parser quotes what it cannot read, and that may be a key. */
    private static JsonNode read(String output, ObjectMapper json) {
        try {
            return json.readTree(output);
        } catch (JsonProcessingException e) {
            return json.missingNode();
        }
    }
}
