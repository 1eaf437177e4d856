package dev.understudy.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.apache.sshd.agent.common.AbstractAgentClient;
import org.apache.sshd.agent.local.AgentImpl;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** An SSH agent with one key. */
final class TestAgent implements AutoCloseable {
    private final Path socket;
    private final AgentImpl agent = new AgentImpl();
    private final ServerSocketChannel door;

    TestAgent(Path socket, KeyPair pair) {
        this.socket = socket;
        try {
            agent.addIdentity(pair, "a test's");
            door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            door.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var thread = new Thread(this::serve, "agent");
        thread.setDaemon(true);
        thread.start();
    }

    Path socket() {
        return socket;
    }

    private void serve() {
        try {
            while (true) talk(door.accept());
        } catch (IOException e) {
            // it was closed
        }
    }

    private void talk(SocketChannel caller) throws IOException {
        var talk = new AbstractAgentClient(agent) {
            @Override
            protected void reply(Buffer answer) throws IOException {
                var bytes = ByteBuffer.wrap(answer.array(), answer.rpos(), answer.available());
                while (bytes.hasRemaining()) caller.write(bytes);
            }
        };
        var bytes = ByteBuffer.allocate(64 * 1024);
        try (caller) {
            while (caller.read(bytes.clear()) >= 0)
                talk.messageReceived(new ByteArrayBuffer(bytes.array(), 0, bytes.position()));
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
