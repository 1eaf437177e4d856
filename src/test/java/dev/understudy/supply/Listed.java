package dev.understudy.supply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.Yaml;

/** Files beside the tests that people keep, src/test/resources/supply, and other files of the project; Maven runs tests in its folder. */
final class Listed {
    private Listed() {}

    /** A YAML file's content: maps, lists and texts. */
    static Object yaml(String name) {
        return new Yaml().load(text(Path.of("src/test/resources/supply", name)));
    }

    /** A file's text. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
