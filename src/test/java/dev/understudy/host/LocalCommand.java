package dev.understudy.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** A command of the embedded server's: run by {@code sh -c}, with the three streams and the end as OpenSSH's server has them. */
final class LocalCommand implements Command {
    /** Exit code of a command after which the server closes the channel without a word. */
    static final int VANISH = 99;

    private static final int SIGNALS = 128;
    private static final int KILL = 9;

    private final String line;
    private InputStream in;
    private OutputStream out;
    private OutputStream err;
    private ExitCallback exit;
    private Process process;

    LocalCommand(String line) {
        this.line = line;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        process = new ProcessBuilder("sh", "-c", line).start();
        var stdin = process.getOutputStream();
        daemon(() -> pump(in, stdin));
        var outputs = new Thread[] {
            daemon(() -> pump(process.getInputStream(), out)), daemon(() -> pump(process.getErrorStream(), err))
        };
        daemon(() -> end(channel, outputs));
    }

    private void end(ChannelSession channel, Thread[] outputs) {
        try {
            var code = process.waitFor();
            for (var each : outputs) each.join();
            if (code == VANISH) close(channel);
            else if (code == SIGNALS + KILL) killed(channel);
            else exit.onExit(code);
        } catch (InterruptedException | IOException e) {
            process.destroyForcibly();
        }
    }

    private static void killed(ChannelSession channel) throws IOException {
        var buffer = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
        buffer.putUInt(channel.getRecipient());
        buffer.putString("exit-signal");
        buffer.putBoolean(false);
        buffer.putString("KILL");
        buffer.putBoolean(false);
        buffer.putString("");
        buffer.putString("");
        channel.getSession().writePacket(buffer);
        close(channel);
    }

    private static void close(ChannelSession channel) throws IOException {
        var buffer = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_CLOSE);
        buffer.putUInt(channel.getRecipient());
        channel.getSession().writePacket(buffer);
    }

    /** Copies to the end; what the reader does not want any more is read all the same, so that the window opens again. */
    private static void pump(InputStream from, OutputStream to) {
        try (from) {
            var bytes = new byte[32 * 1024];
            var isWanted = true;
            for (var count = from.read(bytes); count >= 0; count = from.read(bytes))
                isWanted = isWanted && wrote(to, bytes, count);
            to.close();
        } catch (IOException e) {
            // the other end is gone
        }
    }

    private static boolean wrote(OutputStream to, byte[] bytes, int count) {
        try {
            to.write(bytes, 0, count);
            to.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "local command");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void destroy(ChannelSession channel) {
        if (process != null) process.descendants().forEach(ProcessHandle::destroyForcibly);
        if (process != null) process.destroyForcibly();
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }
}
