package dev.understudy.credential;

import dev.understudy.common.FileModes;
import dev.understudy.common.Secret;
import dev.understudy.envfile.EnvFile;
import dev.understudy.envfile.EnvFileRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/**
 * The secrets file as it was at one look.
 *
 * @param stamp by which a change is noticed: time, size and inode, since each write makes a new file
 * @param values the variables that have a value
 */
record SecretsSeen(String stamp, Map<String, Secret> values) {
    static final Secret NO_KEY = Secret.of("");
    private static final SecretsSeen NO_FILE = new SecretsSeen("", Map.of());

    /** Looks; gives the last look when nothing has changed. */
    static SecretsSeen look(Path file, SecretsSeen last) throws IOException {
        try {
            var stamp = stamp(Files.readAttributes(file, BasicFileAttributes.class));
            return stamp.equals(last.stamp) ? last : read(file, stamp);
        } catch (NoSuchFileException e) {
            return NO_FILE;
        }
    }

    /** Looks for the first time. */
    static SecretsSeen look(Path file) throws IOException {
        return look(file, NO_FILE);
    }

    Secret value(String variable) {
        return values.getOrDefault(variable, NO_KEY);
    }

    static Secret value(EnvFile file, String variable) {
        return file.unquoted(variable).map(Secret::of).orElse(NO_KEY);
    }

    private static SecretsSeen read(Path file, String stamp) throws IOException {
        if (FileModes.allows(file, FileModes.GROUP_OR_OTHERS))
            throw new IOException("it can be opened by others: chmod 0600 it");
        try {
            var read = EnvFile.parse(Files.readAllBytes(file));
            var values = new HashMap<String, Secret>();
            read.entries().keySet().forEach(name -> values.put(name, value(read, name)));
            return new SecretsSeen(stamp, Map.copyOf(values));
        } catch (EnvFileRefused e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String stamp(BasicFileAttributes file) {
        return file.lastModifiedTime() + " " + file.size() + " " + file.fileKey();
    }
}
