package dev.understudy.host;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;

/**
 * The way to one host for camel-ssh: the same check of the host's key, the same logins and the same rules as {@link SshHosts}, and
 * an end to every connection, since the component itself waits for a command for ever (its 4.17.0 sources, measured).
 */
public final class StrictClient extends ClientBuilder implements KeyPairProvider, SessionListener {
    private final HostSettings settings;
    private final HostAddress address;
    private final Duration longest;
    private volatile @Nullable HostKeyCheck check;
    private volatile @Nullable HostTrouble trouble;

    /** To that host; no connection lasts longer. */
    public StrictClient(HostSettings settings, HostAddress address, Duration longest) {
        SshHosts.prepare();
        this.settings = settings;
        this.address = address;
        this.longest = longest;
    }

    /** What went wrong with the last connection, where this is known; camel-ssh tells one refusal like the other. */
    public Optional<HostTrouble> trouble() {
        var checked = check;
        return Optional.ofNullable(trouble).or(() -> checked == null ? Optional.empty() : checked.refusal());
    }

    /** For camel-ssh, which starts and stops it. */
    @Override
    public SshClient build(boolean isFillWithDefaultValues) {
        var built = ClientRules.on(super.build(isFillWithDefaultValues), settings);
        built.setServerKeyVerifier(this::isHosts);
        built.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER); // not those in ~/.ssh
        var socket = settings.agentSocket();
        if (socket != null) built.setAgentFactory(new UnixAgentFactory(() -> agent(socket)));
        built.addSessionListener(this);
        return built;
    }

    /** Our key file's; for who has only an agent one that nobody knows, as camel-ssh wants to have a key. */
    @Override
    public Iterable<KeyPair> loadKeys(@Nullable SessionContext session) {
        try {
            var file = settings.keyFile();
            if (file != null) return new PrivateKeyFile(file, settings.passphrase()).read();
            if (settings.agentSocket() != null) return List.of(Strangers.KEY);
            throw new java.io.IOException("neither understudy.host.key-file nor understudy.host.agent-socket is set");
        } catch (java.io.IOException e) {
            throw refused(e.getMessage());
        }
    }

    /** A connection begins: known_hosts is read anew, and its end is settled. */
    @Override
    public void sessionCreated(Session session) {
        check = null;
        trouble = null;
        try {
            var fresh = new HostKeyCheck(address, settings.knownHosts());
            session.setSignatureFactories(fresh.signatures());
            session.setKeyExchangeFactories(fresh.exchanges(session.getKeyExchangeFactories()));
            check = fresh;
        } catch (HostTrouble unreadable) {
            trouble = unreadable;
        }
        session.getFactoryManager()
                .getScheduledExecutorService()
                .schedule(() -> session.close(true), longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Where the host offers nothing that we take, this is all that says so; told before camel-ssh learns of its failure, unlike
     * {@link SessionListener#sessionException}, which comes after it (the library's 2.20.0 sources).
     */
    @Override
    public void sessionNegotiationEnd(
            Session session,
            Map<KexProposalOption, String> ours,
            Map<KexProposalOption, String> theirs,
            Map<KexProposalOption, String> agreed,
            @Nullable Throwable failure) {
        var weak = Algorithms.refusal(failure);
        if (weak != null) trouble = new HostTrouble.Unreachable(address + " cannot be reached: " + weak);
    }

    private boolean isHosts(ClientSession session, SocketAddress remote, PublicKey key) {
        var fresh = check;
        return fresh != null && fresh.verifyServerKey(session, remote, key);
    }

    private UnixAgent agent(Path socket) {
        try {
            return UnixAgent.at(socket);
        } catch (java.io.IOException | UnsupportedOperationException e) {
            throw refused("no SSH agent answers at " + socket);
        }
    }

    private HostTrouble refused(@Nullable String why) {
        var refusal = new HostTrouble.LoginRefused(address + ": " + why);
        trouble = refusal;
        return refusal;
    }
}
