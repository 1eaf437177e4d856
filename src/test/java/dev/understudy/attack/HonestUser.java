package dev.understudy.attack;

import dev.understudy.fixtures.SignedWebhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks for a token, and has LiveKit tell of somebody, ten times a second each; writes down how long the answers took. */
final class HonestUser implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final int port;
    private final Map<String, List<Long>> took = new TreeMap<>();
    private final Map<String, Map<String, Integer>> answers = new TreeMap<>();
    private final ScheduledExecutorService life = Executors.newSingleThreadScheduledExecutor();
    private int number;

    HonestUser(int port) {
        this.port = port;
        life.scheduleWithFixedDelay(this::call, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void call() {
        call("token", request("/api/token").POST(BodyPublishers.ofString("{}")));
        var body = SignedWebhook.body("EV_" + System.nanoTime(), "track_published", "honest-" + number++ % 5);
        var webhook = request("/livekit/webhook").header("Authorization", SignedWebhook.token(body));
        call("webhook", webhook.POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("X-Forwarded-For", "198.51.100.9");
    }

    private void call(String what, HttpRequest.Builder request) {
        var began = System.nanoTime();
        String answer;
        try {
            answer = Integer.toString(
                    http.send(request.build(), BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            answer = e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        note(what, answer, (System.nanoTime() - began) / 1_000_000);
    }

    private synchronized void note(String what, String answer, long ms) {
        took.computeIfAbsent(what, any -> new ArrayList<>()).add(ms);
        answers.computeIfAbsent(what, any -> new TreeMap<>()).merge(answer, 1, Integer::sum);
    }

    /** What there was since the last time, as a row of a table; begins anew. */
    synchronized String row(String attack) {
        var row = new StringBuilder("| " + attack + " |");
        for (var what : List.of("token", "webhook")) {
            var times = new ArrayList<>(took.getOrDefault(what, List.of(0L)));
            Collections.sort(times);
            row.append(" %d / %d / %d, %s |"
                    .formatted(
                            times.get(times.size() / 2),
                            times.get((int) (times.size() * 0.99)),
                            times.get(times.size() - 1),
                            answers.getOrDefault(what, Map.of())));
        }
        took.clear();
        answers.clear();
        return row.toString();
    }

    @Override
    public void close() {
        life.shutdownNow();
    }
}
