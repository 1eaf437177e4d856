package dev.understudy.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Reads on for a moment after a refusal that ends the connection. Tomcat closes at once; the system then answers what is still
 * on its way (the rest of a huge header, of a huge body) with a reset, which takes our answer away from a caller that has not
 * read it yet: "header parser received no bytes", "broken pipe". So we say that we have said all, and let the caller finish.
 */
class LingeringHttp11 extends Http11Processor {
    private static final int PIECE_BYTES = 8192;
    /** How long the rest of a body that nobody has read is taken in, so that its connection is good for the next request. */
    private static final Duration REST = Duration.ofMillis(300);

    private final LingeringProtocol protocol;
    private final Semaphore seats;
    private @Nullable SocketWrapperBase<?> socket;

    LingeringHttp11(LingeringProtocol protocol, Adapter adapter, Semaphore seats) {
        super(protocol, adapter);
        this.protocol = protocol;
        this.seats = seats;
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        this.socket = socket;
        var next = super.service(socket);
        if (next == SocketState.CLOSED && getErrorState() == ErrorState.CLOSE_CLEAN && seats.tryAcquire()) {
            try {
                hearOut(socket);
            } catch (IOException e) {
                getLog().debug("A refused caller went away");
            } finally {
                seats.release();
            }
        }
        return next;
    }

    /**
     * What nobody has read of a request that was answered. Most callers have sent it all, and it is only not here yet. For who
     * does not go on Tomcat would wait with a thread as long as it takes; here it is the connection that goes instead.
     */
    void takeTheRest(Request request) {
        // of headers that it refused there is no body to read, and the connection ends anyway: it is heard out
        if (getErrorState().isError()) return;
        var end = System.nanoTime() + REST.toNanos();
        try {
            for (var left = millisUntil(end); left > 0 && !request.isFinished(); left = millisUntil(end)) {
                if (socket != null) socket.setReadTimeout(left);
                if (request.doRead(new Rest()) < 0) return;
            }
        } catch (IOException e) {
            getLog().debug("A body did not come to its end");
        }
        if (!request.isFinished()) request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    /** Where what is read goes, and is forgotten. */
    private static final class Rest implements ApplicationBufferHandler {
        private ByteBuffer piece = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer piece) {
            this.piece = piece;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return piece;
        }

        @Override
        public void expand(int size) {}
    }

    /** Until the caller has closed its side too, or its time is up. */
    private void hearOut(SocketWrapperBase<?> socket) throws IOException {
        if (socket.getSocket() instanceof NioChannel channel && !(channel instanceof SecureNioChannel))
            channel.getIOChannel().shutdownOutput();
        var end = System.nanoTime() + protocol.linger().toNanos();
        var piece = ByteBuffer.allocate(PIECE_BYTES);
        for (var left = millisUntil(end); left > 0; left = millisUntil(end)) {
            socket.setReadTimeout(left);
            if (socket.read(true, piece.clear()) < 0) return;
        }
    }

    private static long millisUntil(long end) {
        return (end - System.nanoTime()) / 1_000_000;
    }
}
