package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes webhooks on a free loopback port, keeps them, and answers as it is told. */
final class WebhookReceiver implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /** One that came: {@code at} in ms, {@code from} the sender's port. */
    record Webhook(long at, int from, Map<String, List<String>> headers, byte[] bytes, JsonNode body) {
        String event() {
            return body.path("event").asText();
        }

        String id() {
            return body.path("id").asText();
        }

        String identity() {
            return body.at("/participant/identity").asText();
        }

        String room() {
            return body.at("/room/name").asText();
        }

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }

        /** Short enough to compare stories: {@code participant_joined user}. */
        String line() {
            return (event() + " " + identity()).strip();
        }
    }

    private final HttpServer server;
    private final List<Webhook> came = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedDeque<String> answers = new ConcurrentLinkedDeque<>();
    private final Map<String, Deque<String>> answersByRoom = new ConcurrentHashMap<>();

    private WebhookReceiver(HttpServer server) {
        this.server = server;
    }

    static WebhookReceiver start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var receiver = new WebhookReceiver(server);
            server.createContext("/", receiver::take);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/livekit/webhook";
    }

    /** Answers the next ones so: {@code 500}, {@code 429 2} with Retry-After, {@code 200 body}; afterwards 200. */
    void answer(String... next) {
        answers.addAll(List.of(next));
    }

    /** The same for those of one room, whatever the others are answered. */
    void answerRoom(String room, List<String> next) {
        answersByRoom.put(room, new ConcurrentLinkedDeque<>(next));
    }

    List<Webhook> all() {
        return came;
    }

    List<Webhook> of(String room) {
        return came.stream().filter(webhook -> webhook.room().equals(room)).toList();
    }

    List<String> story(String room) {
        return of(room).stream().map(Webhook::line).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        long at = System.nanoTime() / 1_000_000;
        var bytes = exchange.getRequestBody().readAllBytes();
        var webhook = new Webhook(
                at,
                exchange.getRemoteAddress().getPort(),
                Map.copyOf(exchange.getRequestHeaders()),
                bytes,
                JSON.readTree(bytes));
        came.add(webhook);
        var answer = answersByRoom.getOrDefault(webhook.room(), answers).poll();
        var parts = (answer == null ? "200" : answer).split(" ");
        if (parts.length > 1 && parts[1].matches("\\d+"))
            exchange.getResponseHeaders().add("Retry-After", parts[1]);
        exchange.sendResponseHeaders(Integer.parseInt(parts[0]), -1);
        exchange.close();
    }
}
