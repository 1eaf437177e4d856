package dev.understudybench.byhand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.livekit.AvatarTokens;
import dev.understudybench.byhand.ByHand.HandSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Tavus by the JDK's client; a 401 opens the breaker, and every refusal ends in audio. */
@Component
class HandTavus {
    private static final long BREAK_MS = 5_000;
    private final HandSettings settings;
    private final AvatarTokens tokens;
    private final ObjectMapper json;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private volatile long closedUntil;

    HandTavus(HandSettings settings, AvatarTokens tokens, ObjectMapper json) {
        this.settings = settings;
        this.tokens = tokens;
        this.json = json;
    }

    boolean isOn() {
        return System.currentTimeMillis() >= closedUntil;
    }

    /** Asks for the conversation, and notes in the session what came of it. */
    void ask(HandSession session, HandTurn turn) {
        try {
            var answer = call("POST", "/v2/conversations", BodyPublishers.ofString(body(session)));
            var status = answer.statusCode();
            if (status == 401 || status == 402 || status == 403) closedUntil = System.currentTimeMillis() + BREAK_MS;
            if (status >= 300) HandRules.back(session, turn, reason(status));
            else made(session, turn, answer);
        } catch (IOException e) {
            HandRules.back(session, turn, "tavus_unavailable");
        }
    }

    /** Ends it; when its answer was lost, finds it by its name first. */
    void end(HandSession.Chore chore) throws IOException {
        var target = chore.target().split(" ", 2);
        var id = target[1].isEmpty() ? find(name(chore.session(), target[0])) : target[1];
        if (id.isEmpty()) return;
        var status = call("POST", "/v2/conversations/" + id + "/end", BodyPublishers.noBody())
                .statusCode();
        if (status >= 300) throw new IOException("HTTP " + status);
    }

    private void made(HandSession session, HandTurn turn, HttpResponse<byte[]> answer) throws IOException {
        session.data.conversation =
                json.readTree(answer.body()).path("conversation_id").asText();
        turn.note(session, "Tavus made the conversation");
    }

    private String find(String name) throws IOException {
        var page = call("GET", "/v2/conversations?status=active&limit=100&page=1", BodyPublishers.noBody());
        for (JsonNode one : json.readTree(page.body()).path("data"))
            if (one.path("conversation_name").asText().equals(name))
                return one.path("conversation_id").asText();
        return "";
    }

    private String body(HandSession session) {
        var avatar = Objects.requireNonNull(session.data.avatar);
        var token = tokens.mint(session.room, avatar, Objects.requireNonNull(session.data.agent));
        var body = json.createObjectNode().put("conversation_name", name(session.id, "" + session.data.tries));
        body.put("face_id", "face");
        body.putObject("properties")
                .put("livekit_ws_url", settings.livekit())
                .put("livekit_room_token", token)
                .put("max_call_duration", 3600);
        return body.toString();
    }

    private HttpResponse<byte[]> call(String method, String path, BodyPublisher body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(settings.tavus() + path))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .header("x-api-key", settings.tavusKey().reveal())
                .method(method, body)
                .build();
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String name(String session, String number) {
        return "understudy-byhand-" + session + "-" + number;
    }

    private static String reason(int status) {
        return switch (status) {
            case 401, 403 -> "tavus_key_rejected";
            case 402 -> "tavus_out_of_credits";
            case 400 -> "tavus_misconfigured";
            default -> "tavus_unavailable";
        };
    }
}
