package dev.understudy.sandbox;

import java.io.IOException;
import java.security.KeyPair;
import java.util.List;
import java.util.function.Supplier;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.command.CommandFactory;

/** The simulated host's SSH server: one account, one key, commands only. */
final class HostDoor {
    private static final String USER = "deploy";
    private final SshServer server = SshServer.setUpDefaultServer();

    /**
     * Nobody can come in before it is opened.
     *
     * @param hostKey what it shows, asked for at each connection
     */
    HostDoor(int port, HostKeys keys, Supplier<KeyPair> hostKey, CommandFactory commands) {
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setNioWorkers(2);
        server.setKeyPairProvider(shown(hostKey));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator((user, key, session) -> user.equals(USER) && keys.isClient(key));
        server.setCommandFactory(commands);
    }

    void open() throws IOException {
        server.start();
    }

    /** Nobody is listened to any more, and who is in is cut off. */
    void close() {
        server.close(true).awaitUninterruptibly();
    }

    private static KeyPairProvider shown(Supplier<KeyPair> hostKey) {
        return session -> List.of(hostKey.get());
    }
}
