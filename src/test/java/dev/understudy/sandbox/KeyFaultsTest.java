package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.algorithms.Algorithm;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys are revoked and limited by the slot in which they are, and it stays with the key. */
class KeyFaultsTest {
    private static final String CURRENT = "sandbox-tavus-a";
    private static final String STANDBY = "sandbox-tavus-b";
    private static final String PAIR2 = "sandbox-secret-2-0123456789abcdef-0123456789";
    private Stage stage;

    @BeforeEach
    void open() {
        stage = Stage.open(
                "slots.tavus.current=" + CURRENT,
                "slots.tavus.standby=" + STANDBY,
                "slots.livekit.current=" + Tokens.KEY + ":" + Tokens.SECRET,
                "slots.livekit.standby=devkey2:" + PAIR2);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aRevokedKeyIsRefusedAndTheOtherOneIsTaken() {
        assertThat(put("{\"tavus\":{\"current\":\"revoked\"}}")
                        .at("/keys/tavus")
                        .toString())
                .isEqualTo("{\"current\":\"revoked\",\"standby\":\"valid\"}");
        var refused = create(CURRENT);
        assertThat(refused.status() + refused.text()).isEqualTo("401{\"message\":\"Invalid access token\"}");
        assertThat(stage.tavus("GET", "/conversations", CURRENT, "").status()).isEqualTo(401);
        assertThat(create(STANDBY).status()).isEqualTo(200);
    }

    @Test
    void aLimitedKeyOfTavusMakesNothingAndAnswersQuestions() {
        put("{\"tavus\":{\"standby\":\"limited\"}}");
        var refused = create(STANDBY);
        assertThat(refused.status() + refused.text())
                .isEqualTo("402{\"message\":\"The user is out of conversational credits.\"}");
        assertThat(stage.tavus("GET", "/conversations", STANDBY, "").status()).isEqualTo(200);
        assertThat(create(CURRENT).status()).isEqualTo(200);
    }

    @Test
    void changesMergeAndWhatIsUnknownChangesNothing() {
        put("{\"tavus\":{\"current\":\"revoked\"}}");
        assertThat(put("{\"tavus\":{\"standby\":\"limited\"}}")
                        .at("/keys/tavus")
                        .toString())
                .isEqualTo("{\"current\":\"revoked\",\"standby\":\"limited\"}");
        refused("{\"tavus\":{\"current\":\"valid\",\"standby\":\"moody\"}}", "fault-unknown", "keys.tavus.standby");
        refused("{\"tavus\":{\"current\":\"valid\",\"next\":\"valid\"}}", "fault-unknown", "keys.tavus.next");
        refused("{\"moon\":{\"current\":\"valid\"}}", "fault-unknown", "keys.moon");
        refused("{\"tavus\":\"revoked\"}", "fault-unknown", "keys.tavus");
        refused("{\"tavus\":{\"current\":null}}", "fault-unknown", "keys.tavus.current");
        refused("\"none\"", "fault-unknown", "keys");
        refused(
                "{\"tavus\":{\"current\":\"valid\"},\"openai\":{\"standby\":\"revoked\"}}",
                "slot-empty",
                "keys.openai.standby");
        assertThat(create(CURRENT).status()).isEqualTo(401);
    }

    @Test
    void theOldWordsStillHoldAndNoneForgivesEveryKeyOfTavus() {
        create(STANDBY);
        stage.fault("tavus", "revoked");
        put("{\"tavus\":{\"current\":\"limited\"}}");
        assertThat(create(STANDBY).status()).isEqualTo(401);
        stage.fault("tavus", "none");
        assertThat(create(CURRENT).status()).isEqualTo(200);
        assertThat(create(STANDBY).status()).isEqualTo(200);
    }

    @Test
    void liveKitRefusesARevokedKeyByItsNameAndTakesTheOtherOne() {
        put("{\"livekit\":{\"current\":\"revoked\"}}");
        var refused = rooms(Tokens.KEY, Tokens.SECRET);
        assertThat(refused.status() + refused.text()).isEqualTo("401invalid API key: devkey");
        assertThat(rooms("devkey2", PAIR2).status()).isEqualTo(200);
        put("{\"livekit\":{\"current\":\"valid\"}}");
        assertThat(rooms(Tokens.KEY, Tokens.SECRET).status()).isEqualTo(200);
    }

    @Test
    void aLimitedKeyOfLiveKitMayNotListRoomsAndKeepsItsOwn() {
        stage.userComes("lobby", "user");
        put("{\"livekit\":{\"current\":\"limited\"}}");
        var refused = rooms(Tokens.KEY, Tokens.SECRET);
        assertThat(refused.status() + refused.text()).startsWith("401").contains("permissions denied");
        stage.call("lobby", "ListParticipants", "{\"room\":\"lobby\"}");
    }

    @Test
    void theKeyThatWasSeenInUseIsTheCurrentOneWhereNobodySays() {
        var key = "sandbox-openai-seen";
        assertThat(models(key)).isEqualTo(200);
        assertThat(put("{\"openai\":{\"current\":\"revoked\"}}")
                        .at("/keys/openai")
                        .toString())
                .isEqualTo("{\"current\":\"revoked\"}");
        assertThat(models(key)).isEqualTo(401);
        assertThat(models("sandbox-openai-other")).isEqualTo(200);
    }

    private com.fasterxml.jackson.databind.JsonNode put(String keys) {
        var answer = stage.control("PUT", "/faults", "{\"keys\":" + keys + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(stage.control("GET", "/faults", "").json()).isEqualTo(answer.json());
        return answer.json();
    }

    private void refused(String keys, String code, String field) {
        var answer = stage.control("PUT", "/faults", "{\"keys\":" + keys + "}");
        assertThat(answer.status()).as(keys).isEqualTo(422);
        assertThat(answer.text()).contains(code);
        assertThat(answer.json().get("field").asText()).isEqualTo(field);
    }

    private Answer create(String key) {
        return stage.tavus("POST", "/conversations", key, "{\"face_id\":\"r1\"}");
    }

    private int models(String key) {
        return stage.send(stage.to("/sandbox/openai/v1/models")
                        .header("Authorization", "Bearer " + key)
                        .GET())
                .status();
    }

    private Answer rooms(String key, String secret) {
        var token = Tokens.video(Map.of("roomList", true)).withIssuer(key).sign(Algorithm.HMAC256(secret));
        return stage.twirp("ListRooms", token, "{\"names\":[\"__probe__\"]}");
    }
}
