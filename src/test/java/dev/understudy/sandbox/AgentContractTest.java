package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scripted agent honours the contract that real ones do. */
class AgentContractTest {
    /** Of no other length in this world. */
    private static final Duration PHRASE = Duration.ofMillis(307);

    private static Stage stage;
    private static int rooms;
    private String room;
    private Scene scene;
    private String agent;

    @BeforeAll
    static void open() {
        stage = Stage.open("delays.phrase=" + PHRASE.toMillis() + "ms", "delays.avatar-joins-after=50ms");
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @BeforeEach
    void anAgentIsOnStage() {
        room = "contract-" + ++rooms;
        scene = new Scene(stage, room);
        agent = scene.agentComes();
    }

    @Test
    void aCommandByAttributesIsAcknowledgedOnceTheAvatarsVideoIsThere() {
        avatarComes("face");
        scene.tell(agent, "video", "face", "1");
        await().until(() -> ack().path("ok").asBoolean());
        assertThat(ack().toString()).isEqualTo("{\"mode\":\"video\",\"avatar\":\"face\",\"epoch\":\"1\",\"ok\":true}");
    }

    @Test
    void aCommandByRpcIsAcceptedAndAcknowledged() {
        avatarComes("face");
        var answer = scene.rpc(
                agent,
                "understudy.mode",
                "{\\\"mode\\\":\\\"video\\\",\\\"avatar\\\":\\\"face\\\",\\\"epoch\\\":\\\"7\\\"}",
                500);
        assertThat(answer.json().get("payload").asText()).isEqualTo("{\"accepted\":true}");
        await().until(() -> ack().path("epoch").asText().equals("7"));
        assertThat(ack().get("mode").asText()).isEqualTo("video");
    }

    @Test
    void aVideoWithoutAnAvatarIsAcknowledgedAsNotOk() {
        scene.tell(agent, "video", "nobody", "1");
        await().until(() -> ack().has("ok"));
        assertThat(ack().toString()).isEqualTo("{\"mode\":\"audio\",\"avatar\":null,\"epoch\":\"1\",\"ok\":false}");
    }

    @Test
    void theNewestEpochWins() {
        avatarComes("face");
        scene.tell(agent, "video", "face", "3");
        scene.tell(agent, "audio", "", "4");
        scene.tell(agent, "video", "face", "2");
        await().until(() -> ack().path("epoch").asText().equals("4"));
        await().during(Duration.ofMillis(400))
                .until(() -> ack().path("epoch").asText().equals("4"));
        assertThat(ack().get("mode").asText()).isEqualTo("audio");
    }

    /** It has nothing left to switch then: audio is acknowledged at once, not at the end of a phrase. */
    @Test
    void anAgentThatLostItsAvatarSpeaksForItselfAgain() {
        avatarComes("face");
        scene.tell(agent, "video", "face", "1");
        await().until(() -> ack().path("ok").asBoolean());
        assertThat(waitsUntilAcknowledged("audio", "", "2")).contains(PHRASE);
        scene.tell(agent, "video", "face", "3");
        await().until(() -> ack().path("epoch").asText().equals("3"));
        stage.leaves(room, "face");
        assertThat(waitsUntilAcknowledged("audio", "", "4")).doesNotContain(PHRASE);
    }

    @Test
    void anyOtherMethodIsUnknownToAgentsAndToUsers() {
        for (var who : new String[] {agent, "user"}) {
            var answer = scene.ping(who, 500);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().get("code").asText()).isEqualTo("invalid_argument");
            assertThat(answer.json().get("msg").asText()).contains("RpcError 1400");
        }
        assertThat(scene.rpc(agent, "understudy.mode", "rubbish", 500).text()).contains("RpcError 1500");
        assertThat(scene.rpc(agent, "understudy.mode", "x".repeat(16_000), 500).text())
                .contains("RpcError 1402");
    }

    @Test
    void anEmptyAttributeDeletes() {
        scene.attributes(agent, "{\"note\":\"x\"}");
        assertThat(stage.participant(room, agent).get("attributes").has("note")).isTrue();
        scene.attributes(agent, "{\"note\":\"\"}");
        assertThat(stage.participant(room, agent).get("attributes").has("note")).isFalse();
    }

    private void avatarComes(String identity) {
        stage.converse(Tokens.avatar(room, identity, agent));
        await().until(() -> stage.participant(room, identity).path("tracks").size() == 2);
    }

    private List<Duration> waitsUntilAcknowledged(String mode, String avatar, String epoch) {
        int before = stage.clockwork().waits().size();
        scene.tell(agent, mode, avatar, epoch);
        await().until(() -> ack().path("epoch").asText().equals(epoch));
        var waits = stage.clockwork().waits();
        return waits.subList(before, waits.size());
    }

    private JsonNode ack() {
        return Recordings.parse(scene.ack(agent).isEmpty() ? "{}" : scene.ack(agent));
    }
}
