package dev.understudy.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Where a jar with an SBOM was built, as .ci/run does: it is this jar's, and no licence is in it that nobody has read. */
@EnabledIf("isThere")
class SbomTest {
    private static final String OLD = "is it an old one? mvn clean, or mvn package -DskipTests";

    private final List<Library> libraries = Library.ofSbom();
    private final Licences licences = Licences.read();

    static boolean isThere() {
        return Files.exists(Library.SBOM);
    }

    @Test
    void itNamesWhatMavenResolves() {
        var named = libraries.stream().map(SbomTest::withVersion).toList();
        var resolved = Library.all().stream().map(SbomTest::withVersion).toList();
        assertThat(resolved)
                .filteredOn(each -> !named.contains(each))
                .as("not in the SBOM; %s", OLD)
                .isEmpty();
        assertThat(named)
                .filteredOn(each -> !resolved.contains(each))
                .as("in the SBOM only; %s", OLD)
                .isEmpty();
    }

    @Test
    void onlyAllowedLicencesComeIn() {
        assertThat(libraries.stream()
                        .filter(each -> !licences.allows(each))
                        .map(each -> each.name() + " " + each.licences()))
                .as(
                        "licences that src/test/resources/supply/licences.yaml does not allow, or leaves open; see docs/supply-chain.md")
                .isEmpty();
    }

    @Test
    void whatWasChosenIsStillAChoice() {
        assertThat(libraries.stream().filter(Licences::isChoice).map(Library::name))
                .containsAll(licences.chosen().keySet());
    }

    @Test
    void theNoticeSaysTheSame() throws IOException {
        var made = Notice.read().of(libraries, licences);
        Files.writeString(Path.of("target/NOTICE"), made.text());
        assertThat(made.equals(Notice.read()))
                .as("NOTICE is what the SBOM says; if that is right: cp target/NOTICE NOTICE")
                .isTrue();
    }

    private static String withVersion(Library library) {
        return library.name() + " " + library.version();
    }
}
