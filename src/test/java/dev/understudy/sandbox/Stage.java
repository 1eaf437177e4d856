package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A world of its own on a free port, with a receiver of its webhooks; spoken to over HTTP only. */
final class Stage implements AutoCloseable {
    private final WebhookReceiver webhooks = WebhookReceiver.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Clockwork clockwork = new Clockwork();
    private final ConfigurableApplicationContext world;
    private final int port;

    private Stage(List<String> settings) {
        var args = new ArrayList<>(List.of("--server.port=0", "--understudy.sandbox.webhook-url=" + webhooks.url()));
        settings.forEach(setting -> args.add("--understudy.sandbox." + setting));
        world = World.builder().initializers(this::windByHand).run(args.toArray(String[]::new));
        port = ((ServletWebServerApplicationContext) world).getWebServer().getPort();
    }

    /** Starts one with further settings below {@code understudy.sandbox.}, for example {@code delays.phrase=0s}. */
    static Stage open(String... settings) {
        return new Stage(List.of(settings));
    }

    Clockwork clockwork() {
        return clockwork;
    }

    WebhookReceiver webhooks() {
        return webhooks;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** A Twirp call in JSON, with that token. */
    Answer twirp(String call, String token, String body) {
        var service = call.endsWith("Dispatch") ? "AgentDispatchService/" : "RoomService/";
        return send(to("/twirp/livekit." + service + call)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** A Twirp call for that room with every grant for it, which has to succeed. */
    JsonNode call(String room, String call, String body) {
        var answer = twirp(call, Tokens.all(room), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    String dispatch(String room) {
        return call(
                        room,
                        "CreateDispatch",
                        "{\"room\":\"" + room + "\",\"agent_name\":\"avatar-agent\",\"metadata\":\"m\"}")
                .get("id")
                .asText();
    }

    /** A control call with the operator's token. */
    Answer control(String method, String path, String body) {
        return send(to("/sandbox" + path)
                .header("Authorization", "Bearer sandbox")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    void userComes(String room, String identity) {
        var answer = control("POST", "/rooms/" + room + "/participants", "{\"identity\":\"" + identity + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    void leaves(String room, String identity) {
        assertThat(control("DELETE", "/rooms/" + room + "/participants/" + identity, "")
                        .status())
                .isEqualTo(204);
    }

    void fault(String of, String value) {
        assertThat(control("PUT", "/faults", "{\"" + of + "\":\"" + value + "\"}")
                        .status())
                .isEqualTo(200);
    }

    /** A call to Tavus. */
    Answer tavus(String method, String path, String key, String body) {
        return send(
                to("/sandbox/tavus/v2" + path).header("x-api-key", key).method(method, BodyPublishers.ofString(body)));
    }

    /** A conversation whose avatar joins with that token; its id. */
    String converse(String token) {
        var properties = "{\"livekit_ws_url\":\"ws://x\",\"livekit_room_token\":\"" + token + "\"}";
        return tavus("POST", "/conversations", "sandbox-key", "{\"face_id\":\"r1\",\"properties\":" + properties + "}")
                .json()
                .get("conversation_id")
                .asText();
    }

    /** The room as it really is; a missing node when there is none. */
    JsonNode room(String name) {
        return find(control("GET", "/rooms", "").json(), "name", name);
    }

    /** Who is in the room and ACTIVE. */
    List<String> active(String room) {
        return StreamSupport.stream(room(room).path("participants").spliterator(), false)
                .filter(person -> person.get("state").asText().equals("ACTIVE"))
                .map(person -> person.get("identity").asText())
                .toList();
    }

    /** The identities of its agents, present and ACTIVE. */
    List<String> agents(String room) {
        return active(room).stream()
                .filter(identity -> identity.startsWith("agent-"))
                .toList();
    }

    JsonNode participant(String room, String identity) {
        return find(room(room).path("participants"), "identity", identity);
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(60));
    }

    Answer send(HttpRequest.Builder request) {
        long start = System.nanoTime();
        try {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            long ms = (System.nanoTime() - start) / 1_000_000;
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body(),
                    ms);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        world.close();
        webhooks.close();
    }

    private void windByHand(ConfigurableApplicationContext context) {
        ((GenericApplicationContext) context)
                .registerBean(Clockwork.class, () -> clockwork, definition -> definition.setPrimary(true));
    }

    private static JsonNode find(JsonNode list, String field, String value) {
        for (var item : list) if (item.path(field).asText().equals(value)) return item;
        return MissingNode.getInstance();
    }
}
