package dev.understudy.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.common.Problem;
import java.util.Set;

/** The standard form's field names. LiveKit's older servers wrote them in camelCase, and protobuf's JSON takes both. */
final class SnakeCase {
    static final Set<String> FIELDS = Set.of(
            "room_name",
            "participant_name",
            "participant_identity",
            "participant_metadata",
            "participant_attributes",
            "room_config");

    /** No known name is longer. Over 64 KB of letters that become two toLowerCase would sit for a second, see {@code common.Letters}. */
    private static final int LONGEST = 32;

    private SnakeCase() {}

    /** The same object with its field names in snake_case; a field that is there in both spellings is refused. */
    static ObjectNode of(ObjectNode object) {
        var snake = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            var name = of(field.getKey());
            if (snake.has(name)) throw twice(name);
            snake.set(name, field.getValue());
        });
        return snake;
    }

    /** Only names that then are known are changed: an unknown one is reported as it was sent. */
    private static String of(String name) {
        if (name.length() > LONGEST) return name;
        var snake = name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
        return FIELDS.contains(snake) ? snake : name;
    }

    private static RuntimeException twice(String name) {
        return Problem.of(422, "field-twice", "A field was refused", "It is there in two spellings.")
                .at(name)
                .refused();
    }
}
