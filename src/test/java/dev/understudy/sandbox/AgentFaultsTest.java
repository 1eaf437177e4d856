package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each fault of workers and agents does, and that it can be lifted. */
class AgentFaultsTest {
    private static final String ROOM = "troubled";
    private final Stage stage =
            Stage.open("delays.dead-agent-leaves=1h", "delays.no-response=200ms", "delays.phrase=20ms");
    private final Scene scene = new Scene(stage, ROOM);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void withoutAWorkerADispatchIsLostForEver() {
        stage.fault("livekit", "no-worker");
        stage.dispatch(ROOM);
        stage.fault("livekit", "none");
        await().during(Duration.ofMillis(600))
                .until(() -> stage.room(ROOM).get("participants").isEmpty());
        stage.dispatch(ROOM);
        await().until(() -> !stage.agents(ROOM).isEmpty());
    }

    @Test
    void anAgentThatDoesNotShowHasAJobAllTheSame() {
        stage.fault("livekit", "agent-no-show");
        stage.dispatch(ROOM);
        await().until(() -> stage.room(ROOM).findValues("jobs").stream().anyMatch(jobs -> jobs.size() == 1));
        await().during(Duration.ofMillis(500))
                .until(() -> stage.room(ROOM).get("participants").isEmpty());
        stage.fault("livekit", "none");
        stage.dispatch(ROOM);
        await().until(() -> !stage.agents(ROOM).isEmpty());
    }

    @Test
    void aDeadAgentIsListedUntilLiveKitNoticesAndItsSuccessorLives() {
        var dead = scene.agentComes();
        stage.fault("livekit", "agent-dies");
        assertThat(scene.ping(dead, 300).status()).isEqualTo(408);
        assertThat(scene.ping(dead, 300).text()).contains("RpcError 1502");
        assertThat(stage.agents(ROOM)).containsExactly(dead);
        stage.dispatch(ROOM);
        await().until(() -> stage.agents(ROOM).size() == 2);
        var successor = stage.agents(ROOM).stream()
                .filter(other -> !other.equals(dead))
                .findFirst()
                .orElseThrow();
        assertThat(scene.ping(successor, 300).status()).isEqualTo(400);
        stage.clockwork().anHourPasses();
        await().until(() -> stage.webhooks().story(ROOM).contains("participant_left " + dead));
        assertThat(stage.agents(ROOM)).containsExactly(successor);
        assertThat(scene.lastReason()).isEqualTo("CONNECTION_TIMEOUT");
    }

    @Test
    void aDeadAgentWhoseDispatchIsDeletedIsRemoved() {
        stage.userComes(ROOM, "user");
        var dispatch = stage.dispatch(ROOM);
        await().until(() -> stage.agents(ROOM).size() == 1);
        stage.fault("livekit", "agent-dies");
        stage.call(ROOM, "DeleteDispatch", "{\"room\":\"" + ROOM + "\",\"dispatch_id\":\"" + dispatch + "\"}");
        await().until(() -> stage.agents(ROOM).isEmpty());
        await().until(() -> scene.lastReason().equals("PARTICIPANT_REMOVED"));
    }

    @Test
    void aLongWaitForADeadAgentEndsAfterTwoSeconds() {
        var dead = scene.agentComes();
        stage.fault("livekit", "agent-dies");
        var answer = scene.ping(dead, 3000);
        assertThat(answer.text()).contains("RpcError 1501: Connection timeout");
        assertThat(stage.clockwork().waits()).contains(Duration.ofSeconds(2)).doesNotContain(Duration.ofSeconds(3));
    }

    @Test
    void aFrozenAgentThawsWhenTheFaultIsLifted() {
        var frozen = scene.agentComes();
        stage.fault("livekit", "agent-freezes");
        assertThat(scene.ping(frozen, 200).status()).isEqualTo(408);
        stage.fault("livekit", "none");
        assertThat(scene.ping(frozen, 200).status()).isEqualTo(400);
        stage.clockwork().anHourPasses();
        assertThat(stage.agents(ROOM)).containsExactly(frozen);
    }

    @Test
    void aKilledAgentDoesNotThaw() {
        var dead = scene.agentComes();
        stage.fault("livekit", "agent-dies");
        stage.fault("livekit", "agent-freezes");
        stage.fault("livekit", "none");
        assertThat(scene.ping(dead, 200).status()).isEqualTo(408);
        stage.clockwork().anHourPasses();
        assertThat(stage.agents(ROOM)).isEmpty();
    }

    @Test
    void anAgentThatDoesNotAcknowledgeKnowsNoRpcEither() {
        var agent = scene.agentComes();
        stage.fault("livekit", "no-ack");
        assertThat(scene.rpc(agent, "understudy.mode", "", 300).text()).contains("RpcError 1400");
        scene.tell(agent, "audio", "", "1");
        await().during(Duration.ofMillis(300)).until(() -> scene.ack(agent).isEmpty());
        stage.fault("livekit", "none");
        scene.tell(agent, "audio", "", "2");
        await().until(() -> !scene.ack(agent).isEmpty());
    }
}
