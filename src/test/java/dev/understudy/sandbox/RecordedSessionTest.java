package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.sandbox.WebhookReceiver.Webhook;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole session that was recorded against a real server, played again: the same webhooks in the same order and shape. */
class RecordedSessionTest {
    private static final String ROOM = "full";
    private static Stage stage;
    private static String agent;

    @BeforeAll
    static void play() {
        stage = Stage.open();
        stage.call(ROOM, "CreateRoom", "{\"name\":\"full\",\"departure_timeout\":3600}");
        stage.control("POST", "/rooms/full/participants", "{\"identity\":\"user-1\",\"name\":\"Zoë\"}");
        var dispatch = stage.dispatch(ROOM);
        await().until(() -> heard("track_published agent"));
        agent = stage.agents(ROOM).get(0);
        var conversation = avatarComes();
        stage.leaves(ROOM, "user-1");
        stage.tavus("POST", "/conversations/" + conversation + "/end", "sandbox-key", "");
        await().until(() -> heard("participant_left avatar-1"));
        stage.call(ROOM, "DeleteDispatch", "{\"room\":\"full\",\"dispatch_id\":\"" + dispatch + "\"}");
        await().until(() -> heard("participant_left agent"));
        stage.clockwork().anHourPasses();
        await().until(() -> heard("room_finished"));
    }

    /** And stays until the room counts its publishers anew; the conversation's id. */
    private static String avatarComes() {
        var id = stage.converse(Tokens.avatar(ROOM, "avatar-1", agent));
        await().until(() -> heard("track_published avatar-1"));
        stage.call(ROOM, "UpdateRoomMetadata", "{\"room\":\"full\",\"metadata\":\"mode=video\"}");
        await().until(() -> stage.call(ROOM, "ListRooms", "{}")
                        .at("/rooms/0/num_publishers")
                        .asInt()
                == 3);
        return id;
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @Test
    void theStoryIsToldInTheRecordedOrder() {
        var recorded = recorded().stream()
                .map(RecordedSessionTest::line)
                .filter(line -> !line.contains("camera"))
                .toList();
        var played = stage.webhooks().all().stream()
                .map(Webhook::body)
                .map(RecordedSessionTest::line)
                .toList();
        // the recorded avatar had its own name, and one of its two audio and video tracks may be told first
        assertThat(together(played)).isEqualTo(together(recorded));
    }

    @Test
    void everyBodyHasTheRecordedShape() {
        var played = byLine(stage.webhooks().all().stream().map(Webhook::body).toList());
        byLine(recorded()).forEach((line, body) -> {
            if (!line.contains("camera"))
                assertThat(shape(played.get(line))).as(line).isEqualTo(shape(body));
        });
    }

    @Test
    void anAudioTrackHasNoTypeAndAnAvatarIsOfKindAgent() {
        var bodies = byLine(stage.webhooks().all().stream().map(Webhook::body).toList());
        assertThat(bodies.get("track_published agent agent-voice")
                        .at("/track/type")
                        .isMissingNode())
                .isTrue();
        assertThat(bodies.get("track_published avatar-1 avatar-video")
                        .at("/track/type")
                        .asText())
                .isEqualTo("VIDEO");
        var avatar = bodies.get("participant_joined avatar-1").get("participant");
        assertThat(avatar.get("kind").asText()).isEqualTo("AGENT");
        assertThat(avatar.at("/attributes/lk.publish_on_behalf").asText()).isEqualTo(agent);
        assertThat(bodies.get("participant_joined user-1")
                        .at("/participant/kind")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void everyWebhookIsSignedOverItsBytes() throws Exception {
        for (var webhook : stage.webhooks().all()) {
            var jwt = JWT.require(Algorithm.HMAC256(Tokens.SECRET))
                    .withIssuer(Tokens.KEY)
                    .build()
                    .verify(webhook.header("Authorization"));
            var digest = MessageDigest.getInstance("SHA-256").digest(webhook.bytes());
            assertThat(jwt.getClaim("sha256").asString())
                    .isEqualTo(Base64.getEncoder().encodeToString(digest));
            assertThat(jwt.getExpiresAtAsInstant())
                    .isEqualTo(jwt.getIssuedAtAsInstant().plusSeconds(300));
            assertThat(jwt.getNotBefore()).isEqualTo(jwt.getIssuedAt());
            assertThat(jwt.getClaims()).containsOnlyKeys("iss", "iat", "nbf", "exp", "sha256");
        }
    }

    @Test
    void everyWebhookHasTheRecordedHeaders() {
        var recorded = Recordings.of("full-session").get(0).get("headers");
        for (var webhook : stage.webhooks().all())
            for (var name : Set.of("Content-Type", "User-Agent", "Accept-Encoding"))
                assertThat(webhook.header(name)).isEqualTo(recorded.get(name).asText());
    }

    private static boolean heard(String line) {
        return stage.webhooks().all().stream()
                .map(Webhook::body)
                .map(RecordedSessionTest::line)
                .anyMatch(told -> told.startsWith(line));
    }

    private static List<JsonNode> recorded() {
        return Recordings.of("full-session").stream()
                .filter(line -> line.get("name").asText().startsWith("webhook."))
                .map(line -> Recordings.parse(line.get("body").asText()))
                .toList();
    }

    private static Map<String, JsonNode> byLine(List<JsonNode> bodies) {
        var byLine = new LinkedHashMap<String, JsonNode>();
        bodies.forEach(body -> byLine.put(line(body), body));
        return byLine;
    }

    /** {@code track_published agent agent-voice}: what happened, to whom, with which track. */
    private static String line(JsonNode body) {
        var who = body.at("/participant/identity").asText();
        var name = who.startsWith("agent-") ? "agent" : who;
        return (body.get("event").asText() + " " + name + " "
                        + body.at("/track/name").asText())
                .strip();
    }

    /** Events of one kind by one participant side by side, their tracks in any order. */
    private static Map<String, Set<String>> together(List<String> story) {
        var together = new LinkedHashMap<String, Set<String>>();
        for (var line : story) {
            var words = List.of(line.split(" "));
            together.computeIfAbsent(
                            String.join(" ", words.subList(0, Math.min(2, words.size()))), key -> new TreeSet<>())
                    .add(line);
        }
        return together;
    }

    /** Without the names of attributes, which the recorded agent had more of, and ssrc, which a layer may not have yet. */
    private static Set<String> shape(JsonNode body) {
        var shape = new TreeMap<String, String>();
        Recordings.shape(body).stream()
                .filter(path -> !path.startsWith("/participant/attributes/") && !path.contains("/ssrc"))
                .forEach(path -> shape.put(path, path));
        return shape.keySet();
    }
}
