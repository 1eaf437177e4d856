package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** FakeTavus answers as Tavus' OpenAPI and production logs show, and its avatars join with the token that they are given. */
class FakeTavusTest {
    private static final String KEY = "sandbox-tavus-a";
    private static final String OTHER = "sandbox-tavus-b";
    private final Stage stage = Stage.open("delays.avatar-joins-after=50ms");

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void anAvatarJoinsWithItsTokenPublishesVideoThenAudioAndLeavesAtTheEnd() {
        stage.userComes("stage", "user");
        var id = create(KEY, "stage").json().get("conversation_id").asText();
        await().until(() -> stage.participant("stage", "face").path("tracks").size() == 2);
        assertThat(stage.participant("stage", "face").get("kind").asText()).isEqualTo("AGENT");
        await().until(() -> told("face").size() == 3);
        assertThat(stage.webhooks().all().stream()
                        .filter(webhook -> webhook.line().equals("track_published face"))
                        .map(webhook -> webhook.body().at("/track/type").asText("AUDIO")))
                .containsExactly("VIDEO", "AUDIO");
        assertThat(stage.tavus("POST", "/conversations/" + id + "/end", KEY, "").status())
                .isEqualTo(200);
        assertThat(stage.active("stage")).containsExactly("user");
        assertThat(get(id).get("status").asText()).isEqualTo("ended");
        assertThat(stage.tavus("POST", "/conversations/" + id + "/end", KEY, "").status())
                .isEqualTo(200);
    }

    @Test
    void oldNamesAndNewNamesAreTaken() {
        for (var body : List.of(
                "{\"replica_id\":\"r1\",\"persona_id\":\"p1\"}",
                "{\"face_id\":\"r1\",\"pal_id\":\"p1\"}",
                "{\"pal_id\":\"p1\"}"))
            assertThat(stage.tavus("POST", "/conversations", KEY, body).status())
                    .isEqualTo(200);
    }

    @Test
    void refusalsCarryTavusOwnWords() {
        assertThat(refused("Wrong", "{}")).isEqualTo("401 {\"message\":\"Invalid access token\"}");
        assertThat(refused(KEY, "{\"face_id\":\"unknown-1\"}")).isEqualTo("400 {\"error\":\"Invalid replica_id\"}");
        assertThat(refused(KEY, "{\"face_id\":\"r1\",\"pal_id\":\"unknown-1\"}"))
                .isEqualTo("400 {\"error\":\"Invalid persona_id\"}");
        assertThat(refused(KEY, "{}")).isEqualTo("400 {\"error\":\"Invalid replica_id\"}");
        assertThat(refused(KEY, "rubbish")).startsWith("400 {\"error\":\"There was an error creating the conversation");
        assertThat(refused(KEY, "{\"face_id\":\"r1\",\"properties\":{\"max_call_duration\":4000}}"))
                .startsWith("400 ");
        assertThat(stage.tavus("GET", "/conversations/c1", KEY, "").text())
                .isEqualTo("{\"error\":\"Invalid conversation_id\"}");
        assertThat(stage.tavus("GET", "/nothing", KEY, "").status()).isEqualTo(404);
    }

    @Test
    void conversationsAreListedByStatusPageByPageNewestFirst() {
        for (int i = 0; i < 3; i++)
            stage.tavus("POST", "/conversations", KEY, "{\"face_id\":\"r1\",\"conversation_name\":\"n" + i + "\"}");
        stage.tavus("POST", "/conversations", KEY, "{\"face_id\":\"r1\",\"test_mode\":true}");
        var page = stage.tavus("GET", "/conversations?status=active&limit=2&page=1", KEY, "")
                .json();
        assertThat(page.get("total_count").asInt()).isEqualTo(3);
        assertThat(page.findValuesAsText("conversation_name")).containsExactly("n2", "n1");
        assertThat(stage.tavus("GET", "/conversations?status=active&limit=2&page=2", KEY, "")
                        .json()
                        .findValuesAsText("conversation_name"))
                .containsExactly("n0");
        assertThat(stage.tavus("GET", "/conversations?status=ended", KEY, "")
                        .json()
                        .get("data"))
                .hasSize(1);
    }

    @Test
    void deletingEndsAndForgets() {
        var id = create(KEY, "gone").json().get("conversation_id").asText();
        assertThat(stage.tavus("DELETE", "/conversations/" + id, KEY, "").status())
                .isEqualTo(204);
        assertThat(stage.tavus("GET", "/conversations/" + id, KEY, "").status()).isEqualTo(400);
    }

    @Test
    void keysAreProvedByTheListsOfFacesAndPals() {
        for (var list : List.of("/personas?limit=1", "/pals", "/replicas", "/faces")) {
            assertThat(stage.tavus("GET", list, KEY, "").json().get("data")).hasSize(1);
            assertThat(stage.tavus("GET", list, "other", "").status()).isEqualTo(401);
        }
    }

    @Test
    void aTokenThatLiveKitRefusesEndsTheConversation() {
        var id = stage.tavus("POST", "/conversations", KEY, body("forged.token.x", ""))
                .json()
                .get("conversation_id")
                .asText();
        await().until(() -> get(id).get("status").asText().equals("ended"));
        assertThat(get(id).at("/events/0/properties/shutdown_reason").asText())
                .isEqualTo("exception_encountered_during_conversation_startup");
    }

    @Test
    void theCallbackIsToldOfTheJoiningAndOfTheEnd() {
        try (var callbacks = WebhookReceiver.start()) {
            var id = stage.tavus(
                            "POST", "/conversations", KEY, body(Tokens.avatar("cb", "face", "agent"), callbacks.url()))
                    .json()
                    .get("conversation_id")
                    .asText();
            await().until(() -> callbacks.all().size() == 1);
            stage.tavus("POST", "/conversations/" + id + "/end", KEY, "");
            await().until(() -> callbacks.all().size() == 2);
            assertThat(callbacks.all().stream()
                            .map(callback -> callback.body().get("event_type").asText()))
                    .containsExactly("system.replica_joined", "system.shutdown");
            assertThat(callbacks
                            .all()
                            .get(1)
                            .body()
                            .at("/properties/shutdown_reason")
                            .asText())
                    .isEqualTo("end_conversation_endpoint_hit");
        }
    }

    private Answer create(String key, String room) {
        return stage.tavus("POST", "/conversations", key, body(Tokens.avatar(room, "face", "agent-1"), ""));
    }

    private static String body(String token, String callback) {
        return "{\"face_id\":\"r1\",\"callback_url\":\"" + callback
                + "\",\"properties\":{\"livekit_ws_url\":\"ws://x\",\"livekit_room_token\":\"" + token + "\"}}";
    }

    private com.fasterxml.jackson.databind.JsonNode get(String id) {
        return stage.tavus("GET", "/conversations/" + id + "?verbose=true", KEY, "")
                .json();
    }

    private String refused(String key, String body) {
        var answer = stage.tavus("POST", "/conversations", key, body);
        return answer.status() + " " + answer.text();
    }

    private List<String> told(String identity) {
        return stage.webhooks().story("stage").stream()
                .filter(line -> line.endsWith(" " + identity))
                .toList();
    }
}
