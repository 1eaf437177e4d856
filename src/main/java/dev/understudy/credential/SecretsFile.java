package dev.understudy.credential;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.envfile.EnvFile;
import dev.understudy.envfile.EnvFileRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The one place where keys are kept that came by API: lines {@code name=value}, mode 0600, shared by the nodes of a machine.
 * What else stands in it stays there.
 */
@Component
class SecretsFile {
    private static final Logger log = LoggerFactory.getLogger(SecretsFile.class);
    /** How long another node's change may go unseen here, ms. */
    private static final long FRESH_MS = 1_000;

    private final Path file;
    private final Clock clock;
    private volatile SecretsSeen seen;
    private volatile long lookedAt;
    private volatile String complaint = "";

    /** Reads it; a file that others can open, or that cannot be read, is no place for keys. */
    SecretsFile(CredentialSettings settings, Clock clock) {
        this.file = settings.secretsFile();
        this.clock = clock;
        lookedAt = clock.millis();
        try {
            seen = SecretsSeen.look(file);
        } catch (IOException e) {
            throw new IllegalStateException(name() + " cannot be used: " + reason(e));
        }
    }

    /** All values, at most a second old. This is asked at every call to a provider. */
    SecretsSeen recent() {
        var now = clock.millis();
        if (Math.abs(now - lookedAt) >= FRESH_MS) {
            lookedAt = now; // first, so that others do not look too
            look();
        }
        return seen;
    }

    /** All values as they are now. */
    SecretsSeen fresh() {
        look();
        return seen;
    }

    /** Changes it in one write, or not at all: {@code secrets_not_writable}. */
    void change(UnaryOperator<EnvFile> edit) {
        try {
            new WholeFile(file).change(bytes -> edit.apply(EnvFile.parse(bytes)).bytes());
        } catch (IOException | EnvFileRefused e) {
            throw notWritable(e);
        }
        look();
    }

    /** A file that cannot be read for a moment leaves us what we know. One at a time: an older look must not come to stand over a newer one. */
    private synchronized void look() {
        try {
            seen = SecretsSeen.look(file, seen);
            complaint = "";
        } catch (IOException e) {
            var reason = reason(e);
            if (!reason.equals(complaint))
                log.error("{} cannot be read: {}; what was read last still holds", name(), reason);
            complaint = reason;
        }
    }

    private Refused notWritable(Exception e) {
        return Problem.of(
                        503,
                        "secrets_not_writable",
                        "The secrets file cannot be written",
                        name() + ": " + reason(e) + ". No key was changed.")
                .refused();
    }

    private String name() {
        return "UNDERSTUDY_SECRETS_FILE (" + file + ")";
    }

    /** The system's exceptions repeat the path, ours say what is wrong. */
    private static String reason(Exception e) {
        var isOurs = e.getClass() == IOException.class || e instanceof EnvFileRefused;
        return isOurs ? String.valueOf(e.getMessage()) : e.getClass().getSimpleName();
    }
}
