package dev.understudy.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/problems.md explains each code that the sources can answer with, and no other. */
class ProblemCodesTest {
    private static final List<Pattern> IN_SOURCES = List.of(
            Pattern.compile("Problem\\s*\\.of\\(\\s*\\d+,\\s*\"([a-z]+(?:[-_][a-z]+)+)\""),
            Pattern.compile("refuse\\([^;]*?,\\s*\"([a-z]+(?:[-_][a-z]+)+)\"\\s*,"),
            Pattern.compile("new (?:StepFailed|PersonNeeded|Obstacle)\\(\\s*\"([a-z]+(?:[-_][a-z]+)+)\""),
            Pattern.compile("\\b[a-z]\\w* \\? \"([a-z]+(?:-[a-z]+)+)\" : \"([a-z]+(?:-[a-z]+)+)\",\n"));
    /** A method that says by which code something is told. */
    private static final Pattern CHOOSING = Pattern.compile("(?s)String code\\(\\w+ \\w+\\) \\{(.*?)\n    }");

    private static final Pattern CHOSEN = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");
    private static final Pattern IN_DOCS = Pattern.compile("(?m)^\\| `([a-z_-]+)` \\|");

    @Test
    void everyCodeIsExplainedAndEveryExplanationHasItsCode() throws IOException {
        var used = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java/dev/understudy"))) {
            var ours = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/sandbox/"))
                    .toList();
            for (var file : ours) inSource(Files.readString(file), used);
        }
        var explained = new TreeSet<String>();
        find(IN_DOCS, Files.readString(Path.of("docs/problems.md")), explained);
        assertThat(explained).isEqualTo(used);
    }

    private static void inSource(String text, Set<String> found) {
        for (var pattern : IN_SOURCES) find(pattern, text, found);
        CHOOSING.matcher(text).results().forEach(method -> find(CHOSEN, method.group(1), found));
    }

    private static void find(Pattern pattern, String text, Set<String> found) {
        pattern.matcher(text).results().forEach(result -> {
            for (var i = 1; i <= result.groupCount(); i++) found.add(result.group(i));
        });
    }
}
