package dev.understudy.nginx;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.fixtures.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands where the application would, and keeps each request as it arrived. */
final class Stub implements AutoCloseable {
    /** What it does with a request that it has read. */
    interface Deed {
        void on(HttpExchange exchange) throws IOException;
    }

    /** A request: method and path as on the wire, headers, body. */
    record Seen(String line, Headers headers, byte[] body) {}

    /** Answers 200 with its own name. */
    static final Deed ANSWER = exchange -> {
        var text = "the stub".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    };
    /** Closes the connection without a word. */
    static final Deed HANG_UP = HttpExchange::close;

    private final int port = FreePort.find();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final java.util.concurrent.ExecutorService threads = Executors.newCachedThreadPool();

    /** Begins to listen. */
    Stub(Deed deed) {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            seen.add(new Seen(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(), exchange.getRequestHeaders(), body));
            deed.on(exchange);
        });
        server.start();
    }

    int port() {
        return port;
    }

    /** All requests so far. */
    List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** The newest request. */
    Seen last() {
        return seen.get(seen.size() - 1);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
