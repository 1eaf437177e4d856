package dev.understudy.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may read what the store leaves on the disk. */
class StoreFilesTest {
    @TempDir
    Path folder;

    @Test
    void onlyTheApplicationsOwnAccountReadsTheDatabase() throws Exception {
        var file = folder.resolve("data/deep/understudy.db");
        open(file);
        assertThat(rights(folder.resolve("data"))).isEqualTo("rwx------");
        assertThat(rights(file.getParent())).isEqualTo("rwx------");
    }

    /** Somebody has chosen it. */
    @Test
    void aFolderThatIsThereKeepsItsRights() throws Exception {
        var chosen = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(chosen, PosixFilePermissions.fromString("rwxr-x---"));
        open(chosen.resolve("understudy.db"));
        assertThat(rights(chosen)).isEqualTo("rwxr-x---");
    }

    private static void open(Path file) throws Exception {
        var url = "jdbc:sqlite:" + file;
        try (var pool = new StoreConfiguration()
                        .dataSource(DatabaseUrl.parse(Secret.of(url)), new StoreSettings(Secret.of(url), 1));
                var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table t (x)");
            for (var ending : new String[] {"", "-wal", "-shm"})
                assertThat(rights(Path.of(file + ending))).as(ending).isEqualTo("rw-------");
        }
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
