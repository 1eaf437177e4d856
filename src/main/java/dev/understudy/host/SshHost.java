package dev.understudy.host;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;

/** A host behind one SSH connection, with the threads that serve it. */
final class SshHost implements Host {
    private final HostAddress address;
    private final HostSettings settings;
    private final SshClient client;
    private final ClientSession session;

    SshHost(HostAddress address, HostSettings settings, SshClient client, ClientSession session) {
        this.address = address;
        this.settings = settings;
        this.client = client;
        this.session = session;
    }

    @Override
    public CommandResult run(Command command) {
        var own = command.timeout();
        var until = Until.in(own == null ? settings.commandTimeout() : own);
        try (var exec = new Exec(session, command.line(), settings.outputLimit(), until)) {
            return exec.run(command.stdin()).orElseThrow(() -> lost("ended"));
        } catch (TimeoutException e) {
            throw timedOut(command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lost("was given up");
        } catch (IOException | IllegalStateException e) {
            Interrupts.keep(e);
            throw until.isOver() ? timedOut(command) : lost("ended");
        }
    }

    private HostTrouble lost(String how) {
        return new HostTrouble.ConnectionLost("the connection to " + address + " " + how + " before the command did");
    }

    private HostTrouble timedOut(Command command) {
        return new HostTrouble.CommandTimedOut(
                command.arguments().get(0) + " on " + address + " took longer than it may");
    }

    @Override
    public void close() {
        client.stop();
    }
}
