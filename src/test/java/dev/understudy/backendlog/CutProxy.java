package dev.understudy.backendlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands between us and a host, and cuts connections when so many bytes have come back from it. */
final class CutProxy implements AutoCloseable {
    private final ServerSocket door;
    private final int port;
    private volatile long cutAfter = Long.MAX_VALUE;

    CutProxy(int port) {
        this.port = port;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        inBackground(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From now on each new connection is cut after so many bytes. */
    void cutAfter(long bytes) {
        cutAfter = bytes;
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                var host = new Socket(InetAddress.getLoopbackAddress(), port);
                inBackground(() -> pass(client, host, Long.MAX_VALUE));
                inBackground(() -> pass(host, client, cutAfter));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void pass(Socket from, Socket to, long most) {
        try (from;
                to) {
            pass(from.getInputStream(), to.getOutputStream(), most);
        } catch (IOException e) {
            // the other direction has ended
        }
    }

    private static void pass(InputStream in, OutputStream out, long most) throws IOException {
        var left = most;
        var buffer = new byte[1_024];
        for (var size = in.read(buffer); size >= 0 && left > 0; size = in.read(buffer)) {
            out.write(buffer, 0, (int) Math.min(size, left));
            out.flush();
            left -= size;
        }
    }

    private static void inBackground(Runnable work) {
        var thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
