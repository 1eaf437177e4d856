package dev.understudy.rotation;

import dev.understudy.common.Problem;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.envfile.EnvFile;
import dev.understudy.envfile.EnvFileRefused;
import dev.understudy.rotation.Setback.StepFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The env file on this machine that people deploy from: the same one value changes, last of all. */
@Component("rotationLocalEnvFile")
public class LocalEnvFile {
    private static final Logger log = LoggerFactory.getLogger(LocalEnvFile.class);
    private final Steps steps;
    private final Keys keys;
    private final RotationSettings settings;

    /** Edits the configured file. */
    public LocalEnvFile(Steps steps, Keys keys, RotationSettings settings) {
        this.steps = steps;
        this.keys = keys;
        this.settings = settings;
    }

    /** Refuses a rotation whose last step would fail: before anything is done. */
    public void check(Provider provider) {
        if (!isWanted()) return;
        try {
            settings.envKey(provider).write(EnvFile.parse(Files.readAllBytes(path())), keys.currentNow(provider));
            if (!Files.isWritable(path().getParent())) throw new IOException("its folder is not writable");
        } catch (IOException | EnvFileRefused e) {
            throw Problem.of(
                            422,
                            "local-env-file-refused",
                            "The local env file cannot be changed",
                            settings.localEnvFile() + ": " + why(e) + " Mend it, or empty"
                                    + " understudy.rotation.local-env-file.")
                    .refused();
        }
    }

    /** Whether there is one. */
    public boolean isWanted() {
        var path = settings.localEnvFile();
        return path != null && !path.toString().isBlank();
    }

    /** Edits it. A file that was broken meanwhile is told of and left as it is: the hosts have the key already. */
    public void edit(@ExchangeProperty("run") Run run) {
        try {
            steps.once(
                    run,
                    "local-env-file",
                    () -> edited(Provider.named(run.rotation().provider()).orElseThrow()));
        } catch (StepFailed e) {
            log.warn("rotation {}: {}", run.rotation().id(), e.getMessage());
        }
    }

    private String edited(Provider provider) {
        try {
            var file = EnvFile.parse(Files.readAllBytes(path()));
            replace(settings.envKey(provider)
                    .write(file, keys.current(provider))
                    .bytes());
            return path().getFileName() + " has the new key";
        } catch (IOException | EnvFileRefused e) {
            throw new StepFailed("local-env-file-refused", "The local env file was not changed", why(e));
        }
    }

    /** As a whole or not at all, with the modes that it had; what an earlier try has left is written over. */
    private void replace(byte[] bytes) throws IOException {
        var part = path().resolveSibling(path().getFileName() + ".part");
        Files.deleteIfExists(part);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var modes = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(part, options, modes)) {
            for (var buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining(); ) channel.write(buffer);
            channel.force(true);
        }
        Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(path()));
        Files.move(part, path(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What a symbolic link leads to. */
    private Path path() throws IOException {
        var path = settings.localEnvFile();
        if (path == null) throw new IllegalStateException("there is no local env file");
        return path.toRealPath();
    }

    private static String why(Exception e) {
        return e instanceof EnvFileRefused ? e.getMessage() + "." : "it cannot be read or written.";
    }
}
