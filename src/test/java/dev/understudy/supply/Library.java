package dev.understudy.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A library in the jar.
 *
 * @param name group:artifact
 * @param licences SPDX names, or whatever its POM says; only the SBOM knows them. Several are offered for choice, or hold together: a person has to read
 */
record Library(String name, String version, List<String> licences) {
    /** CycloneDX as JSON, written by Maven's profile sbom. */
    static final Path SBOM = Path.of("target/classes/META-INF/sbom/application.cdx.json");

    /** What Maven resolves for the jar, written after the compilation of tests; a line is group:artifact:jar:version:scope. */
    private static final Path RESOLVED = Path.of("target/libraries.txt");

    private static final Pattern LINE =
            Pattern.compile("(?m)^\\s+([\\w.-]+:[\\w.-]+):jar:(?:[\\w.-]+:)?([\\w.-]+):\\w+");

    /** All of them, in the order of their names, without licences. */
    static List<Library> all() {
        if (!Files.exists(RESOLVED))
            throw new IllegalStateException("no " + RESOLVED + ": run mvn process-test-classes first");
        return LINE.matcher(Listed.text(RESOLVED))
                .results()
                .map(line -> new Library(line.group(1), line.group(2), List.of()))
                .sorted(Comparator.comparing(Library::name))
                .toList();
    }

    /** All that the SBOM names, in the order of their names. */
    static List<Library> ofSbom() {
        try {
            return children(new ObjectMapper().readTree(SBOM.toFile()).path("components"))
                    .map(each -> new Library(
                            each.path("group").asText() + ":"
                                    + each.path("name").asText(),
                            each.path("version").asText(),
                            children(each.path("licenses"))
                                    .map(Library::licence)
                                    .toList()))
                    .sorted(Comparator.comparing(Library::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(SBOM.toString(), e);
        }
    }

    private static String licence(JsonNode entry) {
        var one = entry.path("license");
        return entry.path("expression")
                .asText(one.path("id").asText(one.path("name").asText()));
    }

    private static Stream<JsonNode> children(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
