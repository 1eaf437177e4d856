package dev.understudy.startup;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The sandbox's database: a new and empty file, gone with the process. */
final class TemporaryDatabase {
    private TemporaryDatabase() {}

    /** Makes the file and gives its path. */
    static String make() {
        try {
            var file = Files.createTempFile("understudy-sandbox-", ".db").toFile();
            for (var part : new String[] {"", "-wal", "-shm"}) new File(file.getPath() + part).deleteOnExit();
            return file.getPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the sandbox's database in the temporary folder", e);
        }
    }
}
