package dev.understudy.host;

import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.core.CoreModuleProperties;

/** What holds for every client of MINA's that goes to a host, whoever runs the commands. */
final class ClientRules {
    private static final int WORKERS = 2;
    private static final int UNANSWERED_HEARTBEATS = 2;
    /** The longest time for ending our own threads; nobody at the other end is asked. */
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private ClientRules() {}

    /** Sets them; gives the client back. */
    static SshClient on(SshClient client, HostSettings settings) {
        client.setNioWorkers(WORKERS);
        // nothing of the account that we run in: neither its ~/.ssh/config nor its keys
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setUserAuthFactories(List.of(new UserAuthPublicKeyFactory(Signatures.ours())));
        Algorithms.limit(client, settings.weakAlgorithms());
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO); // heartbeats watch over it
        CoreModuleProperties.TCP_NODELAY.set(client, true); // small questions that are waited for
        CoreModuleProperties.STOP_WAIT_TIME.set(client, GOODBYE);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, settings.heartbeat());
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, UNANSWERED_HEARTBEATS);
        return client;
    }
}
