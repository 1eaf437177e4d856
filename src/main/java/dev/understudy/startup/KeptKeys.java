package dev.understudy.startup;

import dev.understudy.common.FileModes;
import dev.understudy.envfile.EnvFile;
import dev.understudy.envfile.EnvFileRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The secrets file before anything is started with it: who may read it, and which keys it has. */
final class KeptKeys {
    private final EnvFile file;

    /** Reads it; that there is none yet is no complaint. */
    KeptKeys(String path, List<String> complaints) {
        file = read(path, complaints);
    }

    /** The key of that name; empty when there is none. */
    String get(String variable) {
        return file.unquoted(variable).orElse("").strip();
    }

    private static EnvFile read(String path, List<String> complaints) {
        try {
            var file = Path.of(path);
            if (!Files.exists(file)) return EnvFile.parse(new byte[0]);
            if (!FileModes.allows(file, FileModes.GROUP_OR_OTHERS)) return EnvFile.parse(Files.readAllBytes(file));
            complain(path, "can be opened by others: chmod 0600 it", complaints);
        } catch (EnvFileRefused e) {
            complain(path, "cannot be read: " + e.getMessage(), complaints);
        } catch (IOException | RuntimeException e) {
            complain(path, "cannot be read: " + e.getClass().getSimpleName(), complaints);
        }
        return EnvFile.parse(new byte[0]);
    }

    private static void complain(String path, String what, List<String> complaints) {
        complaints.add("UNDERSTUDY_SECRETS_FILE (" + path + ") " + what + ".");
    }
}
