package dev.understudy.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** A folder for what the sandbox makes at its start, for nobody else's eyes; gone with the process. */
final class TemporaryFolder {
    private TemporaryFolder() {}

    /** Makes it and gives its path. Who puts files into it sees to it that they go. */
    static String make() {
        try {
            var folder = Files.createTempDirectory("understudy-sandbox-").toFile();
            folder.deleteOnExit();
            return folder.getPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the sandbox's folder in the temporary folder", e);
        }
    }
}
