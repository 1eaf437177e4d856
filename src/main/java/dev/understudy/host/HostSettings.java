package dev.understudy.host;

import dev.understudy.common.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How we reach hosts; each value is explained beside its default in config/application.yaml.
 *
 * @param knownHosts OpenSSH's file of host keys; who is not in it is not talked to
 * @param keyFile our private key in OpenSSH's format; null for the agent alone
 * @param passphrase of that key; empty when it has none
 * @param agentSocket of an SSH agent; null for none
 * @param connectTimeout until connected, checked and logged in
 * @param commandTimeout of one command that names no time of its own
 * @param outputLimit of what is kept of a command's output, in bytes
 * @param heartbeat between two questions whether a silent host is still there; two without an answer end the connection
 * @param weakAlgorithms ciphers, MACs and key exchanges that are off and are to be offered all the same, by their names in SSH
 */
@ConfigurationProperties("understudy.host")
public record HostSettings(
        Path knownHosts,
        @Nullable Path keyFile,
        Secret passphrase,
        @Nullable Path agentSocket,
        Duration connectTimeout,
        Duration commandTimeout,
        int outputLimit,
        Duration heartbeat,
        Set<String> weakAlgorithms) {
    @Override
    public @Nullable Path keyFile() {
        return orNone(keyFile);
    }

    @Override
    public @Nullable Path agentSocket() {
        return orNone(agentSocket);
    }

    /** An empty path in the configuration is none. */
    private static @Nullable Path orNone(@Nullable Path path) {
        return path == null || path.toString().isBlank() ? null : path;
    }
}
