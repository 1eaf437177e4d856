package dev.understudy.credential;

import dev.understudy.common.FileModes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * A small private file that is only ever replaced as a whole: whoever reads it sees the old one or the new one, after a power
 * cut too, and of several nodes on a machine one changes it at a time.
 */
final class WholeFile {
    /** A file's lock is the process's: among threads it would not wait, but throw. */
    private static final ReentrantLock THIS_PROCESS = new ReentrantLock();

    private final Path file;

    WholeFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Gives what is there now (nothing when there is no file), and puts in its place what comes back. */
    void change(UnaryOperator<byte[]> change) throws IOException {
        THIS_PROCESS.lock();
        try {
            makeFolder();
            // a link stays a link: what it leads to is replaced
            changeLocked(Files.exists(file) ? file.toRealPath() : file, change);
        } finally {
            THIS_PROCESS.unlock();
        }
    }

    private static void changeLocked(Path real, UnaryOperator<byte[]> change) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(beside(real, ".lock"), options, onlyOwner(real));
                var lock = channel.lock()) {
            var old = Files.exists(real) ? Files.readAllBytes(real) : new byte[0];
            var changed = change.apply(old);
            if (lock.isValid() && !Arrays.equals(old, changed)) replace(real, changed);
        }
    }

    private static void replace(Path real, byte[] bytes) throws IOException {
        var part = beside(real, ".part");
        Files.deleteIfExists(part); // of a process that was killed
        try {
            write(part, bytes);
            Files.move(part, real, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        if (FileModes.isPosix(real)) sync(folderOf(real));
    }

    private static void write(Path part, byte[] bytes) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(part, options, onlyOwner(part))) {
            for (var rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) channel.write(rest);
            channel.force(true);
        }
    }

    /** A rename is there after a power cut when its folder was synced. */
    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folderOf(file))) Files.createDirectories(folderOf(file));
    }

    private static Path folderOf(Path real) {
        return real.resolveSibling("");
    }

    private static Path beside(Path real, String ending) {
        return real.resolveSibling(real.getFileName() + ending);
    }

    private static FileAttribute<?>[] onlyOwner(Path file) {
        if (!FileModes.isPosix(file)) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
