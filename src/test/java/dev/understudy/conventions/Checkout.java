package dev.understudy.conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The project's own files as they lie on disk; Maven runs tests in the project's folder. */
final class Checkout {
    private static final Set<String> NOT_OURS = Set.of(
            ".git",
            "target",
            "data",
            "logs",
            ".venv",
            "node_modules",
            "__pycache__",
            ".idea",
            ".vscode",
            ".jqwik-database");

    private Checkout() {}

    /** Every file that is or will be committed, as paths from the project's folder. */
    static List<Path> files() {
        return under(Path.of(""));
    }

    /** The Java sources below a folder. */
    static List<Path> java(String folder) {
        return under(Path.of(folder)).stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    /** A file's text. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static List<Path> under(Path folder) {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(folder.toAbsolutePath(), new Walk(found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var root = Path.of("").toAbsolutePath();
        return found.stream().map(root::relativize).sorted().toList();
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final List<Path> found;

        Walk(List<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return ours(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && ours(file)) found.add(file);
            return FileVisitResult.CONTINUE;
        }

        private static boolean ours(Path path) {
            return !NOT_OURS.contains(path.getFileName().toString());
        }
    }
}
