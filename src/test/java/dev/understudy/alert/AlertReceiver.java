package dev.understudy.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.common.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A receiver on loopback that checks what comes with the library of Standard Webhooks itself, and answers as it is told. */
final class AlertReceiver implements AutoCloseable {
    static final String SECRET = "whsec_dW5kZXJzdHVkeS1hbGVydC10ZXN0LTAxMjM0NTY3ODk=";
    static final String OTHER_SECRET = "whsec_YW5vdGhlci1zZWNyZXQtb2YtYWxlcnRzLTAxMjM0NTY3";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpServer server;
    private final String secret;
    private final List<Message> taken = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int status = 204;
    private volatile boolean hangs;
    private volatile boolean talks;

    AlertReceiver() throws IOException {
        this(SECRET);
    }

    AlertReceiver(String secret) throws IOException {
        this.secret = secret;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::serve);
        server.start();
    }

    /** What came and was answered with 2xx. */
    record Message(String id, String type, String path, String signature, JsonNode event) {
        String told() {
            return event.path("data").path("event").asText() + " "
                    + event.path("data").path("subject").asText();
        }
    }

    AlertSettings.Webhook as(String name) {
        return as(name, SECRET);
    }

    AlertSettings.Webhook as(String name, String secrets) {
        return new AlertSettings.Webhook(name, Secret.of(url()), Secret.of(secrets));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/a%2Fb?token=canary-url-5f3a9c&x=1%202";
    }

    void answers(int code) {
        status = code;
    }

    void hangs() {
        hangs = true;
    }

    /** All that it kept waiting goes on. */
    void goesOn() {
        end.countDown();
    }

    /** Answers 200 and never ends. */
    void talksForever() {
        talks = true;
    }

    List<Message> taken() {
        return taken;
    }

    /** The ids of all calls, whatever was answered. */
    List<String> calls() {
        return calls;
    }

    private void serve(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        calls.add(exchange.getRequestHeaders().getFirst("webhook-id"));
        if (hangs) await();
        var good = isGood(exchange, body);
        var code = good ? status : 401;
        exchange.getResponseHeaders()
                .set("Location", "http://127.0.0.1:" + server.getAddress().getPort() + "/elsewhere");
        if (good && code / 100 == 2) note(exchange, body);
        if (talks) talk(exchange);
        exchange.sendResponseHeaders(code, -1);
        exchange.close();
    }

    private boolean isGood(HttpExchange exchange, String body) {
        try {
            new Webhook(secret).verify(body, exchange.getRequestHeaders());
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    private void note(HttpExchange exchange, String body) throws IOException {
        var headers = exchange.getRequestHeaders();
        taken.add(new Message(
                headers.getFirst("webhook-id"),
                headers.getFirst("Content-Type"),
                exchange.getRequestURI().toString(),
                headers.getFirst("webhook-signature"),
                JSON.readTree(body)));
    }

    private void talk(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        while (end.getCount() > 0) exchange.getResponseBody().write(new byte[8192]);
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        goesOn();
        server.stop(0);
    }
}
