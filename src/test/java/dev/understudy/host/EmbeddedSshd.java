package dev.understudy.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;

/** MINA's server in this JVM. */
final class EmbeddedSshd implements Sshd {
    private final SshServer server = SshServer.setUpDefaultServer();

    EmbeddedSshd(Plan plan) {
        this(plan, server -> {});
    }

    /** One that is otherwise than MINA makes them. */
    EmbeddedSshd(Plan plan, Consumer<SshServer> otherwise) {
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(plan.hostKeys()));
        server.setUserAuthFactories(List.of(new UserAuthPublicKeyFactory()));
        server.setPublickeyAuthenticator(
                (user, key, session) -> plan.authorized().stream().anyMatch(each -> KeyUtils.compareKeys(each, key)));
        server.setCommandFactory((channel, line) -> new LocalCommand(line));
        otherwise.accept(server);
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public HostAddress address() {
        return new HostAddress("127.0.0.1", server.getPort(), "somebody");
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
