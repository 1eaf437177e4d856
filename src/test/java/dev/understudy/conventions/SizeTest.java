package dev.understudy.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing grows beyond what one can read in a sitting. */
class SizeTest {
    private static final int FILE = 200;
    private static final int METHOD = 25;
    private static final int PARAMETERS = 4;
    /** What a class works with may be a little more than what a call is about. */
    private static final int COLLABORATORS = 7;

    private static final int MEDIAN_FILE = 60;
    private static final int MEDIAN_METHOD = 6;
    /** A test tells a story from beginning to end or is a table of cases, and its file has several of them. */
    private static final int TEST_FILE = 300;

    private static final int TEST_METHOD = 45;
    /** A procedure is read from its beginning to its end in one file. */
    private static final int ROUTE_FILE = 340;

    private final List<SourceFile> main = SourceFile.all("src/main/java");
    private final List<String> offences = new ArrayList<>();

    @Test
    void sourcesStayShort() {
        measure(main, FILE, METHOD);
        assertThat(offences).isEmpty();
    }

    @Test
    void testsStayShort() {
        for (var folder : List.of("src/test/java", "src/bench/java"))
            measure(SourceFile.all(folder), TEST_FILE, TEST_METHOD);
        assertThat(offences).isEmpty();
    }

    @Test
    void mostSourcesAreMuchShorter() {
        assertThat(median(main.stream().map(SourceFile::lines).toList())).isLessThanOrEqualTo(MEDIAN_FILE);
        assertThat(median(main.stream()
                        .flatMap(file -> file.methods().stream())
                        .map(SourceFile.Method::lines)
                        .toList()))
                .isLessThanOrEqualTo(MEDIAN_METHOD);
    }

    @Test
    void methodsTakeFewParameters() {
        for (var file : main)
            for (var method : file.methods())
                if (!method.overriding()
                        && method.parameters() > (method.name().equals("<init>") ? COLLABORATORS : PARAMETERS))
                    offences.add(file.path() + " " + method.name() + ": " + method.parameters() + " parameters");
        assertThat(offences).isEmpty();
    }

    @Test
    void routesStayShort() {
        for (var file : RouteFile.all()) {
            var lines = file.text().lines().count();
            if (lines > ROUTE_FILE) offences.add("routes/" + file.word() + ": " + lines + " lines");
        }
        assertThat(offences).isEmpty();
    }

    private void measure(List<SourceFile> files, int fileLimit, int methodLimit) {
        for (var file : files) {
            if (file.lines() > fileLimit) offences.add(file.path() + ": " + file.lines() + " lines");
            for (var method : file.methods())
                if (method.lines() > methodLimit)
                    offences.add(file.path() + " " + method.name() + ": " + method.lines() + " lines");
        }
    }

    private static int median(List<Integer> lengths) {
        return lengths.stream().sorted().toList().get(lengths.size() / 2);
    }
}
