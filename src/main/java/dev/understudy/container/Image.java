package dev.understudy.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.stream.Collectors;

/** An image as {@code docker image inspect} tells of it: what a container has from it need not be said again. */
public final class Image {
    private final JsonNode node;

    private Image(JsonNode node) {
        this.node = node;
    }

    /**
     * Reads what the command printed: a JSON array with one element.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static Image parse(String imageInspectOutput, ObjectMapper json) {
        return new Image(Json.only(imageInspectOutput, json, "image"));
    }

    /** Its digest. */
    public String id() {
        return Json.text(node.path("Id"));
    }

    @Override
    public String toString() {
        return id();
    }

    JsonNode config() {
        return node.path("Config");
    }

    /** Its own environment, as entries. */
    Set<String> environment() {
        return Json.texts(config().path("Env")).collect(Collectors.toSet());
    }
}
