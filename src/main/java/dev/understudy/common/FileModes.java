package dev.understudy.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Who may open a file; where files have no POSIX modes, nothing is said against them. */
public final class FileModes {
    /** Everybody but the owner and the group. */
    public static final Set<PosixFilePermission> OTHERS =
            Collections.unmodifiableSet(EnumSet.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE));

    /** Everybody but the owner. */
    public static final Set<PosixFilePermission> GROUP_OR_OTHERS = Collections.unmodifiableSet(EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE));

    private FileModes() {}

    /** Whether the file grants any of these. */
    public static boolean allows(Path file, Set<PosixFilePermission> any) throws IOException {
        return isPosix(file) && !Collections.disjoint(Files.getPosixFilePermissions(file), any);
    }

    /** Whether files there have such modes at all. */
    public static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
