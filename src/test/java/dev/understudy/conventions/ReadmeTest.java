package dev.understudy.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages that a newcomer reads first are short, complete, and lead somewhere. */
class ReadmeTest {
    private static final int README_LINES = 150;
    private static final int DECISION_LINES = 40;
    private static final Pattern VARIABLE = Pattern.compile("(?m)^ {4}([A-Z_]+)\\((true|false)\\)");
    private static final Pattern LINK = Pattern.compile("]\\(((?!https?:|#)[^)#\\s]+)");
    private static final Pattern ANCHOR = Pattern.compile("]\\(((?!https?:)[^)#\\s]*\\.md|)#([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private final String readme = Checkout.text(Path.of("README.md"));

    @Test
    void everyVariableIsInTheReadme() {
        assertThat(readme).contains(variables(false));
    }

    @Test
    void everySecretIsInTheExample() {
        assertThat(Checkout.text(Path.of("config/secrets.example.env"))).contains(variables(true));
    }

    @Test
    void pagesAreShort() {
        assertThat(readme.lines().count()).isLessThanOrEqualTo(README_LINES);
        for (var file : Checkout.files())
            if (file.startsWith("docs/decisions"))
                assertThat(Checkout.text(file).lines().count())
                        .as(file.toString())
                        .isLessThanOrEqualTo(DECISION_LINES);
    }

    @Test
    void everyLinkLeadsSomewhere() {
        var dead = new ArrayList<String>();
        for (var file : Checkout.files())
            if (file.toString().endsWith(".md"))
                LINK.matcher(Checkout.text(file)).results().forEach(link -> {
                    if (!Files.exists(file.resolveSibling(link.group(1)))) dead.add(file + ": " + link.group(1));
                });
        assertThat(dead).isEmpty();
    }

    @Test
    void everyLinkToAHeadingFindsIt() {
        var dead = new ArrayList<String>();
        for (var file : Checkout.files())
            if (file.toString().endsWith(".md"))
                ANCHOR.matcher(Checkout.text(file)).results().forEach(link -> {
                    var page = link.group(1).isEmpty() ? file : file.resolveSibling(link.group(1));
                    if (!headings(page).contains(link.group(2))) dead.add(file + ": " + link.group());
                });
        assertThat(dead).isEmpty();
    }

    private static Set<String> headings(Path page) {
        var found = new TreeSet<String>();
        HEADING.matcher(Checkout.text(page.normalize()))
                .results()
                .map(hit -> hit.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_ -]", ""))
                .forEach(text -> found.add(text.replace(' ', '-')));
        return found;
    }

    private static Set<String> variables(boolean onlySecrets) {
        var source = Checkout.text(Path.of("src/main/java/dev/understudy/startup/Variable.java"));
        var found = new TreeSet<String>();
        VARIABLE.matcher(source).results().forEach(hit -> {
            if (!onlySecrets || hit.group(2).equals("true")) found.add(hit.group(1));
        });
        return found;
    }
}
