package dev.understudy.host;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** An SSH agent behind a Unix domain socket, by the JDK: MINA's own client needs a native library. */
final class UnixAgent extends AbstractAgentProxy {
    /** As OpenSSH's AGENT_MAX_LEN. */
    private static final int LONGEST_ANSWER = 256 * 1024;

    private final SocketChannel socket;

    private UnixAgent(SocketChannel socket) {
        super(null);
        this.socket = socket;
    }

    /**
     * Connects.
     *
     * @throws IOException when nobody answers there
     */
    static UnixAgent at(Path socket) throws IOException {
        return new UnixAgent(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    @Override
    protected synchronized Buffer request(Buffer question) throws IOException {
        var bytes = ByteBuffer.wrap(question.array(), question.rpos(), question.available());
        while (bytes.hasRemaining()) socket.write(bytes);
        var length = read(Integer.BYTES).getInt();
        if (length < 1 || length > LONGEST_ANSWER) throw new IOException("the agent's answer makes no sense");
        return new ByteArrayBuffer(read(length).array());
    }

    private ByteBuffer read(int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) if (socket.read(bytes) < 0) throw new EOFException("the agent hung up");
        return bytes.flip();
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
