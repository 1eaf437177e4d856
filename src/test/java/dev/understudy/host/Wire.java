package dev.understudy.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The line between us and a server, which can be cut and can fall silent. */
final class Wire implements AutoCloseable {
    private final ServerSocket door = open();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    /** Whoever holds its write lock keeps all bytes where they are. */
    private final ReentrantReadWriteLock silence = new ReentrantReadWriteLock();

    private final int port;

    /** To the server on that port of loopback. */
    Wire(int port) {
        this.port = port;
        daemon(this::accept);
    }

    /** Its end on our side. */
    int port() {
        return door.getLocalPort();
    }

    /** Keeps all bytes from now on: both ends stay connected and hear nothing. By the thread that closes it. */
    void fallSilent() {
        silence.writeLock().lock();
    }

    /** Ends what is connected. */
    void cut() {
        for (var each : sockets) quietly(each::close);
    }

    @Override
    public void close() {
        quietly(door::close);
        cut();
        if (silence.isWriteLockedByCurrentThread()) silence.writeLock().unlock();
    }

    private void accept() {
        quietly(() -> {
            while (true) {
                var near = door.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), port);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                sockets.addAll(List.of(near, far));
                daemon(() -> quietly(() -> pump(near, far)));
                daemon(() -> quietly(() -> pump(far, near)));
            }
        });
    }

    private void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            var bytes = new byte[64 * 1024];
            for (var count = from.getInputStream().read(bytes);
                    count >= 0;
                    count = from.getInputStream().read(bytes)) {
                silence.readLock().lock();
                try {
                    to.getOutputStream().write(bytes, 0, count);
                } finally {
                    silence.readLock().unlock();
                }
            }
        }
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work {
        void go() throws IOException;
    }

    private static void quietly(Work work) {
        try {
            work.go();
        } catch (IOException e) {
            // it was cut
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }
}
