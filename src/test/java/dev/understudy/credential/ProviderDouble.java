package dev.understudy.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A provider that gives one answer, whoever asks for what, and remembers the questions. */
final class ProviderDouble implements AutoCloseable {
    final List<String> heard = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status;
    private volatile String body = "";
    private volatile @Nullable String location;
    private volatile boolean isOver;

    /** Listens on a free port of loopback. */
    ProviderDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    /** From now on it answers so; 0 is no answer at all. */
    void says(int code, String text) {
        status = code;
        body = text;
        heard.clear();
    }

    /** From now on it sends everybody elsewhere. */
    void sendsTo(String url) {
        says(302, "{\"message\":\"moved\"}");
        location = url;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange call) throws IOException {
        var headers = call.getRequestHeaders();
        var key = List.of("x-api-key", "Authorization", "xi-api-key").stream()
                .filter(headers::containsKey)
                .map(name -> " " + name + "=" + headers.getFirst(name))
                .reduce("", String::concat);
        var sent = new String(call.getRequestBody().readAllBytes(), UTF_8);
        heard.add(call.getRequestMethod() + " " + call.getRequestURI() + key + " " + sent);
        if (status == 0) await().forever().until(() -> isOver);
        if (location != null) call.getResponseHeaders().set("Location", location);
        var bytes = body.getBytes(UTF_8);
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    @Override
    public void close() {
        isOver = true;
        server.stop(0);
    }
}
