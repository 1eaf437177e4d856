package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Plays one room when the sandbox starts, and says what to try next. It uses the public calls only, as a visitor would. */
@Component
@Profile("sandbox & !world")
@ConditionalOnProperty(name = "understudy.sandbox.demo", havingValue = "true", matchIfMissing = true)
class Demo implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger("demo");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MS = 250;
    private static final String NEXT = """


              The user in room demo sees the agent's face. Now break the Tavus key, let another user come, and look:

              curl -X PUT http://127.0.0.1:{port}/sandbox/faults -H 'Authorization: Bearer {token}' -d '{"tavus":"revoked"}'
              curl -X POST http://127.0.0.1:{port}/sandbox/rooms/second/participants -H 'Authorization: Bearer {token}' -d '{"identity":"user"}'
              sleep 2; curl 'http://127.0.0.1:{port}/api/sessions?room=second' -H 'Authorization: Bearer {token}'

              Rotate to a good key, on the simulated Docker host too, and look again: the face comes back after some seconds.

              curl -X POST http://127.0.0.1:{port}/api/rotations -H 'Authorization: Bearer {token}' -d '{"provider":"tavus","key":"sandbox-tavus-key-2"}'
              sleep 10; curl http://127.0.0.1:{port}/api/rotations -H 'Authorization: Bearer {token}'

              Or meet the agent yourself, in a browser: http://127.0.0.1:{port}/meet?room=yours
            """;

    private final SandboxSettings settings;
    private final ObjectMapper json;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Demo::thread);

    Demo(SandboxSettings settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
    }

    @EventListener
    void play(ApplicationReadyEvent event) {
        var context = (ServletWebServerApplicationContext) event.getApplicationContext();
        var port = context.getWebServer().getPort();
        log.info("a user joins room demo");
        clock.execute(() -> send(port, "POST", "/sandbox/rooms/demo/participants", "{\"identity\":\"user\"}"));
        var until = System.nanoTime() + PATIENCE.toNanos();
        clock.scheduleWithFixedDelay(() -> watch(port, until), PAUSE_MS, PAUSE_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
    }

    private void watch(int port, long until) {
        var session = send(port, "GET", "/api/sessions?room=demo", "")
                .path("sessions")
                .path(0);
        if (isOnStage(port, session)) log.info("{}", next(port));
        else if (System.nanoTime() < until) return;
        else log.info("room demo has no face after {} s", PATIENCE.toSeconds());
        clock.shutdown();
    }

    /** Its agent speaks through the face: the end of the story. */
    private boolean isOnStage(int port, JsonNode session) {
        if (!"VIDEO".equals(session.path("state").asText())) return false;
        var story = send(port, "GET", "/api/sessions/" + session.path("id").asText(), "");
        return story.path("timeline").toString().contains("speaks through");
    }

    private JsonNode send(int port, String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + settings.operatorToken().reveal())
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return json.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return json.nullNode();
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "demo");
        thread.setDaemon(true);
        return thread;
    }

    private String next(int port) {
        return NEXT.replace("{port}", Integer.toString(port))
                .replace("{token}", settings.operatorToken().reveal());
    }
}
