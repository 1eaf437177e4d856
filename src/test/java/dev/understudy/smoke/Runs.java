package dev.understudy.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.App;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** Smoke checks of an application, by its own calls. */
final class Runs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final App app;
    private final String token;
    private final Duration patience;

    Runs(App app, String token, Duration patience) {
        this.app = app;
        this.token = token;
        this.patience = patience;
    }

    /** Begins one; gives its path. */
    String begin() {
        var answer = post();
        if (answer.statusCode() != 202) throw new AssertionError(answer.statusCode() + " " + answer.body());
        return answer.headers().firstValue("Location").orElseThrow();
    }

    HttpResponse<String> post() {
        return app.send(app.request("/api/smoke")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody()));
    }

    HttpResponse<String> get(String path) {
        return app.send(
                app.request(path).header("Authorization", "Bearer " + token).GET());
    }

    JsonNode read(String path) {
        try {
            return JSON.readTree(get(path).body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until that line is decided. */
    void awaitLine(String path, String name) {
        Awaitility.await(name)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> verdicts(read(path)).containsKey(name));
    }

    /** Waits until it is over. */
    JsonNode over(String path) {
        return Awaitility.await("end of " + path)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> read(path), run -> !"running"
                        .equals(run.path("state").asText()));
    }

    /** Line by line. */
    static Map<String, String> verdicts(JsonNode run) {
        var verdicts = new LinkedHashMap<String, String>();
        run.path("lines")
                .forEach(line -> verdicts.put(
                        line.path("name").asText(), line.path("verdict").asText()));
        return verdicts;
    }

    static String detail(JsonNode run, String name) {
        for (var line : run.path("lines"))
            if (line.path("name").asText().equals(name))
                return line.path("detail").asText();
        throw new AssertionError("no line " + name + " in " + run);
    }

    /** For the eye. */
    static String text(JsonNode run) {
        var text = new StringBuilder("smoke check " + run.path("state").asText());
        run.path("lines")
                .forEach(line -> text.append("%n  %-12s %-7s %6d ms  %s"
                        .formatted(
                                line.path("name").asText(),
                                line.path("verdict").asText(),
                                line.path("ms").asLong(),
                                line.path("detail").asText())));
        return text.toString();
    }
}
