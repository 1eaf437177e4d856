package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each fault of Tavus does, and that it can be lifted. */
class TavusFaultsTest {
    private static final String KEY = "sandbox-tavus-a";
    private static final String OTHER = "sandbox-tavus-b";
    private final Stage stage = Stage.open("delays.avatar-joins-after=50ms", "delays.slow=1h");

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theKeyInUseIsRevokedAndOthersStillWorkUntilItIsForgiven() {
        create(KEY, "a");
        stage.tavus("GET", "/personas", OTHER, "");
        stage.fault("tavus", "revoked");
        assertThat(create(KEY, "a").status()).isEqualTo(401);
        assertThat(create(OTHER, "a").status()).isEqualTo(200);
        stage.fault("tavus", "none");
        assertThat(create(KEY, "a").status()).isEqualTo(200);
    }

    @Test
    void whenNoKeyWasSeenYetTheNextOneUsedIsRevoked() {
        stage.fault("tavus", "revoked");
        assertThat(create(KEY, "a").status()).isEqualTo(401);
        assertThat(create(OTHER, "a").status()).isEqualTo(200);
        assertThat(create(KEY, "a").status()).isEqualTo(401);
    }

    @Test
    void outOfCreditsFullAndDownAnswerAsTavusDoes() {
        stage.fault("tavus", "out-of-credits");
        assertThat(refused(KEY, "{\"face_id\":\"r1\"}"))
                .isEqualTo("402 {\"message\":\"The user is out of conversational credits.\"}");
        assertThat(stage.tavus("GET", "/conversations", KEY, "").status()).isEqualTo(200);
        stage.fault("tavus", "full");
        assertThat(refused(KEY, "{\"face_id\":\"r1\"}"))
                .isEqualTo("400 {\"message\":\"User has reached maximum concurrent conversations\"}");
        stage.fault("tavus", "down");
        assertThat(stage.tavus("GET", "/conversations", KEY, "").status()).isEqualTo(503);
        stage.fault("tavus", "none");
        assertThat(create(KEY, "a").status()).isEqualTo(200);
    }

    @Test
    void whenTavusIsSlowTheConversationIsThereBeforeTheAnswer() {
        stage.fault("tavus", "slow");
        var body = "{\"face_id\":\"r1\",\"conversation_name\":\"late\"}";
        var answer = CompletableFuture.supplyAsync(() -> stage.tavus("POST", "/conversations", KEY, body));
        await().until(() -> stage.tavus("GET", "/conversations", KEY, "")
                .json()
                .findValuesAsText("conversation_name")
                .contains("late"));
        assertThat(answer.isDone()).isFalse();
        stage.clockwork().anHourPasses();
        assertThat(answer.join().status()).isEqualTo(200);
    }

    @Test
    void anAvatarThatDoesNotShowLeavesTheConversationActive() {
        stage.fault("tavus", "no-show");
        var id = create(KEY, "empty").json().get("conversation_id").asText();
        await().during(Duration.ofMillis(400)).until(() -> stage.room("empty").isMissingNode());
        assertThat(status(id)).isEqualTo("active");
    }

    @Test
    void anAvatarThatIsGivenAnHttpsAddressIsPaidForAndNeverComes() {
        var id = create(KEY, "lost", "https://x").json().get("conversation_id").asText();
        await().during(Duration.ofMillis(400)).until(() -> stage.room("lost").isMissingNode());
        assertThat(status(id)).isEqualTo("active");
    }

    private Answer create(String key, String room) {
        return create(key, room, "ws://x");
    }

    private Answer create(String key, String room, String livekit) {
        var token = Tokens.avatar(room, "face", "agent-1");
        var properties = "{\"livekit_ws_url\":\"" + livekit + "\",\"livekit_room_token\":\"" + token + "\"}";
        return stage.tavus("POST", "/conversations", key, "{\"face_id\":\"r1\",\"properties\":" + properties + "}");
    }

    private String status(String id) {
        return stage.tavus("GET", "/conversations/" + id, KEY, "")
                .json()
                .get("status")
                .asText();
    }

    private String refused(String key, String body) {
        var answer = stage.tavus("POST", "/conversations", key, body);
        return answer.status() + " " + answer.text();
    }
}
