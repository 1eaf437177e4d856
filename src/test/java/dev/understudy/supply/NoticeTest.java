package dev.understudy.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever gets the jar or the image learns what is in it and under which licence. Whether that is its licence, SbomTest asks. */
class NoticeTest {
    private static final String HOW =
            "mvn package -DskipTests; mvn surefire:test -Dtest=SbomTest; cp target/NOTICE NOTICE";

    private final Notice notice = Notice.read();
    private final List<String> libraries =
            Library.all().stream().map(Library::name).toList();

    @Test
    void everyLibraryIsInTheNotice() {
        assertThat(libraries)
                .filteredOn(name -> !notice.libraries().contains(name))
                .as("not in NOTICE; %s", HOW)
                .isEmpty();
    }

    @Test
    void nothingElseIsInTheNotice() {
        assertThat(notice.libraries())
                .filteredOn(name -> !libraries.contains(name))
                .as("in NOTICE only; %s", HOW)
                .isEmpty();
    }

    @Test
    void everyLicenceInTheNoticeIsAllowed() {
        assertThat(notice.licences())
                .isNotEmpty()
                .isSubsetOf(Licences.read().allowed().keySet());
    }

    /** Files of others that lie in our sources have a folder of their own, with the version in its name, the licence and the checksums. */
    @Test
    void everyVendoredFolderIsInTheNotice() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(each -> each.endsWith("SHA256SUMS")).map(Path::getParent))
                    .isNotEmpty()
                    .allMatch(folder -> Files.exists(folder.resolve("LICENSE")))
                    .allMatch(folder -> notice.text().contains(folder.toString()));
        }
    }

    @Test
    void everyPackageOfTheExamplesImageIsInTheNotice() {
        var packages = Listed.text(Path.of("examples/avatar-backend/requirements.txt"))
                .lines()
                .map(line -> line.replaceAll("[^\\w-].*", ""));
        assertThat(packages).isNotEmpty().allMatch(name -> notice.text().contains(name));
    }
}
