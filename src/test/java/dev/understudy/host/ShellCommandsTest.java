package dev.understudy.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The scripts around the env file in a real shell, as any account: needs GNU coreutils and util-linux's flock. */
class ShellCommandsTest {
    @Nested
    class EnvFile extends EnvFileContract {
        @TempDir
        Path folder;

        @Override
        Ground ground() {
            return new ShellGround(folder.resolve(".env"));
        }
    }

    /**
     * A folder of this machine's; there is no Docker.
     *
     * @param file the env file
     */
    private record ShellGround(Path file) implements CommandsContract.Ground {
        @Override
        public Host host() {
            return new ShellHost();
        }

        @Override
        public Workplace place(String rotation) {
            return new Workplace(file.toString(), rotation);
        }

        @Override
        public byte[] env(boolean isKeyGood) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] env) {
            try {
                Files.write(file, env);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void removeEnv() {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String mode(String path) {
            return new ShellHost()
                    .run(Command.of("stat", "-c", "%a %U", path))
                    .text()
                    .strip();
        }

        @Override
        public String container() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String image() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
