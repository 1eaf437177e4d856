package dev.understudy.sandbox;

import dev.understudy.host.Command;
import dev.understudy.host.CommandResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;

/** A connection to the simulated host, by MINA's own client and with the files that the host wrote. */
final class HostClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final SshClient client = SshClient.setUpDefaultClient();
    private final ClientSession session;

    private HostClient(Path folder, int port, String user) throws IOException {
        client.setServerKeyVerifier(
                new KnownHostsServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE, folder.resolve(HostKeys.KNOWN)));
        client.setKeyIdentityProvider(new FileKeyPairProvider(folder.resolve(HostKeys.CLIENT)));
        client.start();
        session = client.connect(user, "127.0.0.1", port).verify(PATIENCE).getSession();
        session.auth().verify(PATIENCE);
    }

    /** Logs in. */
    static HostClient connect(Path folder, int port, String user) throws IOException {
        return new HostClient(folder, port, user);
    }

    /** Runs a command; no exit code and no signal when the connection ended before it. */
    CommandResult run(Command command) {
        return run(command.line(), command.stdin().bytes(), !command.stdin().staysOpen());
    }

    /** Runs a line as it is. */
    CommandResult line(String line) {
        return run(line, new byte[0], true);
    }

    /** Sends half of what the command reads, and hangs up. */
    void hangUpAfter(Command command, int bytes) throws IOException {
        try (var channel = session.createExecChannel(command.line())) {
            channel.open().verify(PATIENCE);
            channel.getInvertedIn().write(command.stdin().bytes(), 0, bytes);
            channel.getInvertedIn().flush();
            session.close(true).await(PATIENCE);
        }
    }

    private CommandResult run(String line, byte[] stdin, boolean ends) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        try (var channel = session.createExecChannel(line)) {
            if (ends) channel.setIn(new ByteArrayInputStream(stdin));
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(PATIENCE);
            if (!ends) {
                channel.getInvertedIn().write(stdin);
                channel.getInvertedIn().flush();
            }
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
            return new CommandResult(
                    channel.getExitStatus(),
                    channel.getExitSignal(),
                    out.toByteArray(),
                    err.toString(StandardCharsets.UTF_8),
                    false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.stop();
    }
}
