package dev.understudy.host;

import java.io.IOException;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

/** The way to one host: connects, checks its key, logs in, and says exactly what went wrong. */
final class Dial {
    private final HostSettings settings;
    private final HostAddress address;
    private final HostKeyCheck check;
    private final Until until;
    private List<KeyPair> keys = List.of();

    Dial(HostSettings settings, HostAddress address) {
        this.settings = settings;
        this.address = address;
        check = new HostKeyCheck(address, settings.knownHosts());
        until = Until.in(settings.connectTimeout());
    }

    /** Connects; whatever was opened is closed again when that fails. */
    Host connect() {
        try (var login = Login.prepare(settings, address)) {
            keys = login.keys();
            var client = client(login);
            try {
                return new SshHost(address, settings, client, session(client));
            } catch (IOException | RuntimeException e) {
                Interrupts.keep(e);
                client.stop();
                throw trouble(e);
            }
        }
    }

    private ClientSession session(SshClient client) throws IOException {
        client.start();
        var session = client.connect(address.user(), address.address(), address.port())
                .verify(until.left())
                .getClientSession();
        session.auth().verify(until.left());
        return session;
    }

    private SshClient client(Login login) {
        var client = ClientRules.on(SshClient.setUpDefaultClient(), settings);
        client.setServerKeyVerifier(check);
        client.setSignatureFactories(check.signatures());
        client.setKeyExchangeFactories(check.exchanges(client.getKeyExchangeFactories()));
        client.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(login.keys()));
        var agent = login.agent();
        if (agent != null) client.setAgentFactory(new UnixAgentFactory(() -> agent));
        return client;
    }

    /** A refusal of the host's key looks like a failed login at MINA, so it is asked for first. */
    private HostTrouble trouble(Exception e) {
        return check.refusal()
                .orElseGet(() -> isRefused(e)
                        ? new HostTrouble.LoginRefused(address + " takes none of our keys" + OurCertificate.note(keys))
                        : new HostTrouble.Unreachable(address + " cannot be reached: " + reason(e)));
    }

    private boolean isRefused(Exception e) {
        return check.isTrusted() && !until.isOver() && e instanceof SshException told && told.getDisconnectCode() > 0;
    }

    private String reason(Throwable e) {
        if (until.isOver()) return "not within " + settings.connectTimeout().toMillis() + " ms";
        var weak = Algorithms.refusal(e);
        if (weak != null) return weak;
        var cause = e;
        while (cause.getCause() != null) cause = cause.getCause();
        return cause instanceof java.nio.channels.UnresolvedAddressException
                ? "unknown name"
                : String.valueOf(cause.getMessage());
    }
}
