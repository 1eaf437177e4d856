package dev.understudy.startup;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** What the sandbox keeps: new and empty files, gone with the process. */
final class TemporaryFiles {
    private TemporaryFiles() {}

    /** Makes a database and gives its path; SQLite puts two more beside it. */
    static String database() {
        return make(".db", "-wal", "-shm");
    }

    /** Makes a file for secrets and gives its path; its lock comes beside it, and while it is written another one. */
    static String secrets() {
        return make(".env", ".lock", ".part");
    }

    /** Makes a folder for nobody else's eyes and gives its path. Who puts files into it sees to it that they go. */
    static String folder() {
        try {
            var folder = Files.createTempDirectory("understudy-sandbox-").toFile();
            folder.deleteOnExit();
            return folder.getPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the sandbox's folder in the temporary folder", e);
        }
    }

    private static String make(String ending, String... beside) {
        try {
            var file = Files.createTempFile("understudy-sandbox-", ending).toFile();
            file.deleteOnExit();
            for (var part : beside) new File(file.getPath() + part).deleteOnExit();
            return file.getPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the sandbox's files in the temporary folder", e);
        }
    }
}
