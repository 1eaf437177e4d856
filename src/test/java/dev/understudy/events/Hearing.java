package dev.understudy.events;

import dev.understudy.fixtures.App;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Scanner;

/** Somebody who listens to GET /api/events by fetch. */
final class Hearing implements AutoCloseable {
    private final HttpResponse<InputStream> answer;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean over;

    private Hearing(HttpResponse<InputStream> answer) {
        this.answer = answer;
        if (answer.statusCode() == 200) new Thread(this::listen, "hearing").start();
    }

    /** Begins to listen; headers come as name and value. */
    static Hearing of(App app, String query, String... headers) {
        var request = app.request("/api/events" + query);
        for (var i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        try {
            return new Hearing(HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<InputStream> answer() {
        return answer;
    }

    /** Everything heard so far, line by line. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** What the events carry. */
    List<String> events() {
        return after("data:");
    }

    /** The ids of the events. */
    List<String> ids() {
        return after("id:");
    }

    /** Whether the server ended it. */
    boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> after(String field) {
        return lines().stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()))
                .toList();
    }

    private void listen() {
        try (var scanner = new Scanner(answer.body(), StandardCharsets.UTF_8)) {
            while (scanner.hasNextLine()) lines.add(scanner.nextLine());
        }
        over = true;
    }
}
