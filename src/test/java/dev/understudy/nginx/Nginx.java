package dev.understudy.nginx;

import dev.understudy.fixtures.real.ChildProcess;
import dev.understudy.fixtures.real.Launch;
import dev.understudy.fixtures.real.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real nginx with a folder of its own, on ports of its own, ended by its own process id. */
public final class Nginx implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int READ_MS = 60_000;
    private final HttpClient http = HttpClient.newHttpClient();
    private final NginxFolder folder;
    private final ChildProcess process;

    private Nginx(NginxFolder folder) {
        this.folder = folder;
        process =
                ChildProcess.start(new Launch("nginx", command(folder, "-g", "daemon off;"), Map.of(), folder.path()));
        Awaitility.await("nginx on port " + folder.port())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.alive() || isOpen(folder.port()));
        if (!process.alive()) throw new AssertionError("nginx ended: " + process.lines());
    }

    /** Starts it and waits until it listens. */
    public static Nginx start(NginxFolder folder) {
        return new Nginx(folder);
    }

    /** What {@code nginx -t} says of a folder, and last its exit code. */
    static List<String> test(NginxFolder folder) {
        var name = "nginx-t-" + System.nanoTime();
        try (var process = ChildProcess.start(new Launch(name, command(folder, "-t"), Map.of(), folder.path()))) {
            var code = process.awaitEnd(PATIENCE);
            process.await("all that it says", PATIENCE, lines -> lines.stream()
                    .filter(line -> line.contains("test is successful") || line.contains("test failed"))
                    .findFirst());
            return Stream.concat(process.lines().stream(), Stream.of("exit " + code))
                    .toList();
        }
    }

    /** A request through it. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + folder.port() + path))
                .timeout(PATIENCE);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(http, request);
    }

    static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Sends a request line as no client would write it, with that much of a body; gives the whole answer. */
    String raw(String line, String headers) {
        try (var socket = new Socket("127.0.0.1", folder.port())) {
            socket.setSoTimeout(READ_MS);
            var text = line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it wrote to its error log. */
    List<String> errors() {
        return process.lines();
    }

    /** The requests that it wrote down. */
    String accessLog() {
        return NginxFolder.read(folder.path().resolve("access.log"));
    }

    @Override
    public void close() {
        process.signal(Signal.TERM);
        process.awaitEnd(PATIENCE);
        process.close();
    }

    private static List<String> command(NginxFolder folder, String... more) {
        var program = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nginx is missing: apt-get install nginx"));
        var file = folder.path().resolve("nginx.conf").toString();
        var command = Stream.concat(Stream.of(program, "-p", folder.path().toString(), "-c", file), Stream.of(more));
        return command.toList();
    }

    private static boolean isOpen(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
