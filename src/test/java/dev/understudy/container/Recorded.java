package dev.understudy.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What Docker 20.10 printed of a real container with nearly everything, of its image, and of the container that these
 * classes made from them. All values are invented.
 */
final class Recorded {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String OLD = text("old");
    static final String IMAGE = text("image");

    private Recorded() {}

    static Container old() {
        return Container.parse(OLD, JSON);
    }

    static Container next() {
        return Container.parse(text("next"), JSON);
    }

    static Image image() {
        return Image.parse(IMAGE, JSON);
    }

    /** The old one with one value changed; the value is JSON, with single quotes for double ones. */
    static Container old(String pointer, String value) {
        return Container.parse(with(OLD, pointer, value), JSON);
    }

    static Image image(String pointer, String value) {
        return Image.parse(with(IMAGE, pointer, value), JSON);
    }

    static Container with(Container container, String pointer, String value) {
        return Container.parse(with("[" + container.node() + "]", pointer, value), JSON);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String with(String output, String pointer, String value) {
        var all = json(output);
        var end = pointer.lastIndexOf('/');
        ((ObjectNode) all.at("/0" + pointer.substring(0, end)))
                .set(pointer.substring(end + 1).replace("~1", "/"), json(value));
        return all.toString();
    }

    /** One of those that were met elsewhere, or made from these; src/test/resources/wild/inspect. */
    static Container wild(String name) {
        return Container.parse(resource("/wild/inspect/" + name + ".json"), JSON);
    }

    private static String text(String name) {
        return resource("/container/docker-20.10-" + name + ".json");
    }

    private static String resource(String path) {
        try (var in = Recorded.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
