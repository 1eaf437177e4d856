package dev.understudy.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Executor;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command that came over a connection. It runs to its end when the connection is cut, as on a real host (measured). */
final class HostCommand implements Command {
    private static final Logger log = LoggerFactory.getLogger(HostCommand.class);
    private static final int BROKEN = 255;
    private final Executor threads;
    private final Work work;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private ExitCallback exit = (code, message, isClosing) -> {};

    /** What the command does. */
    interface Work {
        /** Reads its input and gives its answer. */
        HostAnswer run(HostInput stdin);
    }

    HostCommand(Executor threads, Work work) {
        this.threads = threads;
        this.work = work;
    }

    @Override
    public void setInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        this.err = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        threads.execute(this::run);
    }

    @Override
    public void destroy(ChannelSession channel) {
        // the connection ends, the command does not
    }

    private void run() {
        try {
            var answer = work.run(new HostInput(in));
            tell(answer);
            exit.onExit(answer.exit());
        } catch (RuntimeException e) {
            log.error("the simulated host stumbled", e);
            exit.onExit(BROKEN);
        }
    }

    private void tell(HostAnswer answer) {
        try {
            out.write(answer.out());
            out.flush();
            err.write(answer.err());
            err.flush();
        } catch (IOException e) {
            log.debug("nobody is there to hear the answer: {}", e.getMessage());
        }
    }
}
