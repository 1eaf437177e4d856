package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a real livekit-server 1.13.5 sent, line by line, and how to compare the shape of two bodies. */
final class Recordings {
    private static final JsonMapper JSON = new JsonMapper();

    private Recordings() {}

    /** The recorded lines of a flow, without the one that describes it. */
    static List<JsonNode> of(String flow) {
        try (var lines = new BufferedReader(new InputStreamReader(
                Recordings.class.getResourceAsStream("/recordings/" + flow + ".jsonl"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(Recordings::parse)
                    .filter(line -> !line.path("name").asText().equals("about"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every path in it with the kind of its value, array positions left out: {@code /room/emptyTimeout NUMBER}. */
    static Set<String> shape(JsonNode json) {
        var shape = new TreeSet<String>();
        walk("", json, shape);
        return shape;
    }

    private static void walk(String path, JsonNode json, Set<String> shape) {
        shape.add(path + " " + json.getNodeType());
        json.fields().forEachRemaining(field -> walk(path + "/" + field.getKey(), field.getValue(), shape));
        if (json.isArray()) json.forEach(item -> walk(path + "/*", item, shape));
    }
}
