package dev.understudy.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.core.CoreModuleProperties;

/** One command on its way: a channel of its own on the host's connection, and until when it has to be over. */
final class Exec implements AutoCloseable {
    private final ChannelExec channel;
    private final Until until;
    private final Kept out;
    private final Kept err;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Future<?> alarm;

    /** Prepares it; {@code limit} is of what is kept of each of its outputs, in bytes. */
    Exec(ClientSession session, String line, int limit, Until until) throws IOException {
        this.until = until;
        out = new Kept(limit);
        err = new Kept(limit);
        channel = session.createExecChannel(line);
        channel.setOut(out);
        channel.setErr(err);
        channel.addCloseFutureListener(closed -> ended.countDown());
        CoreModuleProperties.REQUEST_EXEC_REPLY.set(channel, true); // else a host that refuses it would not be heard
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(channel, until.left());
        alarm = session.getFactoryManager()
                .getScheduledExecutorService()
                .schedule(this::stopWriting, until.left().toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Runs it to its end.
     *
     * @return what came of it; nothing when its end was not seen
     * @throws TimeoutException when it took too long
     */
    Optional<CommandResult> run(Stdin stdin) throws IOException, InterruptedException, TimeoutException {
        channel.open().verify(until.left());
        write(stdin);
        if (!ended.await(until.left().toNanos(), TimeUnit.NANOSECONDS)) throw new TimeoutException();
        var exit = channel.getExitStatus();
        var signal = channel.getExitSignal();
        if (exit == null && signal == null) return Optional.empty();
        var said = new String(err.bytes(), StandardCharsets.UTF_8);
        return Optional.of(new CommandResult(exit, signal, out.bytes(), said, out.isCut() || err.isCut()));
    }

    private void write(Stdin stdin) {
        try {
            var input = channel.getInvertedIn();
            input.write(stdin.bytes());
            input.flush();
            if (!stdin.staysOpen()) input.close();
        } catch (IOException e) {
            // else it does not read any more, or is gone: its end, or that there is none, says more than this
            Interrupts.keep(e);
        }
    }

    /** Wakes the writer, who waits for room at the other end, and lets nobody wait there again. */
    private void stopWriting() {
        try {
            channel.getRemoteWindow().close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e); // never: there is no input or output in it
        }
    }

    /** Gives the channel up, whatever the command does; waits for nobody. */
    @Override
    public void close() {
        alarm.cancel(false);
        stopWriting();
        channel.close(false);
    }
}
