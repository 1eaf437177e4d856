package dev.understudy.host;

import java.io.IOException;
import java.security.KeyPair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we log in with: nothing but what is configured.
 *
 * @param keys of the key file; none without one
 * @param agent asked first; null for none
 */
record Login(List<KeyPair> keys, @Nullable UnixAgent agent) implements AutoCloseable {
    /**
     * Reads the key file and connects to the agent.
     *
     * @throws HostTrouble.LoginRefused when one of them is configured and cannot be used, or none is
     */
    static Login prepare(HostSettings settings, HostAddress host) {
        var file = settings.keyFile();
        var socket = settings.agentSocket();
        try {
            if (file == null && socket == null)
                throw new IOException("neither understudy.host.key-file nor understudy.host.agent-socket is set");
            var keys = file == null ? List.<KeyPair>of() : new PrivateKeyFile(file, settings.passphrase()).read();
            return new Login(keys, socket == null ? null : agent(socket));
        } catch (IOException e) {
            throw new HostTrouble.LoginRefused(host + ": " + e.getMessage());
        }
    }

    private static UnixAgent agent(java.nio.file.Path socket) throws IOException {
        try {
            return UnixAgent.at(socket);
        } catch (IOException | UnsupportedOperationException e) {
            throw new IOException("no SSH agent answers at " + socket);
        }
    }

    @Override
    public void close() {
        try {
            if (agent != null) agent.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
