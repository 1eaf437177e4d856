package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each fault of LiveKit does, and that it can be lifted. */
class SandboxFaultsTest {
    private static final String ROOM = "troubled";
    private final Stage stage =
            Stage.open("delays.dead-agent-leaves=1500ms", "delays.no-response=200ms", "delays.phrase=20ms");

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
        await().until(() -> stage.agents(ROOM).size() == 1);
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
        await().until(() -> stage.agents(ROOM).size() == 1);
    }

    @Test
    void aDeadAgentIsListedUntilLiveKitNoticesAndItsSuccessorLives() {
        var dead = agentComes();
        stage.fault("livekit", "agent-dies");
        assertThat(ping(dead, 300).status()).isEqualTo(408);
        assertThat(ping(dead, 300).text()).contains("RpcError 1502");
        assertThat(stage.agents(ROOM)).containsExactly(dead);
        stage.dispatch(ROOM);
        await().until(() -> stage.agents(ROOM).size() == 2);
        var successor = stage.agents(ROOM).stream()
                .filter(other -> !other.equals(dead))
                .findFirst()
                .orElseThrow();
        assertThat(ping(successor, 300).status()).isEqualTo(400);
        await().until(() -> stage.webhooks().story(ROOM).contains("participant_left " + dead));
        assertThat(stage.agents(ROOM)).containsExactly(successor);
        assertThat(reason("participant_left")).isEqualTo("CONNECTION_TIMEOUT");
    }

    @Test
    void aDeadAgentWhoseDispatchIsDeletedIsRemoved() {
        stage.userComes(ROOM, "user");
        var dispatch = stage.dispatch(ROOM);
        await().until(() -> stage.agents(ROOM).size() == 1);
        stage.fault("livekit", "agent-dies");
        stage.call(ROOM, "DeleteDispatch", "{\"room\":\"" + ROOM + "\",\"dispatch_id\":\"" + dispatch + "\"}");
        await().until(() -> stage.agents(ROOM).isEmpty());
        await().until(() -> reason("participant_left").equals("PARTICIPANT_REMOVED"));
    }

    @Test
    void aLongWaitForADeadAgentEndsAfterTwoSeconds() {
        var dead = agentComes();
        stage.fault("livekit", "agent-dies");
        var answer = ping(dead, 3000);
        assertThat(answer.text()).contains("RpcError 1501: Connection timeout");
        assertThat(answer.ms()).isBetween(1900L, 2900L);
    }

    @Test
    void aFrozenAgentThawsWhenTheFaultIsLifted() {
        var frozen = agentComes();
        stage.fault("livekit", "agent-freezes");
        assertThat(ping(frozen, 200).status()).isEqualTo(408);
        stage.fault("livekit", "none");
        assertThat(ping(frozen, 200).status()).isEqualTo(400);
        await().during(Duration.ofMillis(1800)).until(() -> stage.agents(ROOM).contains(frozen));
    }

    @Test
    void aKilledAgentDoesNotThaw() {
        var dead = agentComes();
        stage.fault("livekit", "agent-dies");
        stage.fault("livekit", "agent-freezes");
        stage.fault("livekit", "none");
        assertThat(ping(dead, 200).status()).isEqualTo(408);
        await().until(() -> stage.agents(ROOM).isEmpty());
    }

    @Test
    void anAgentThatDoesNotAcknowledgeKnowsNoRpcEither() {
        var agent = agentComes();
        stage.fault("livekit", "no-ack");
        assertThat(rpc(agent, "understudy.mode", 300).text()).contains("RpcError 1400");
        tell(agent, "1");
        await().during(Duration.ofMillis(300)).until(() -> !acknowledged(agent));
        stage.fault("livekit", "none");
        tell(agent, "2");
        await().until(() -> acknowledged(agent));
    }

    @Test
    void afterARestartEverybodyComesBackUnderANewSidWithoutDispatches() {
        var agent = agentComes();
        stage.call(
                ROOM,
                "UpdateParticipant",
                "{\"room\":\"" + ROOM + "\",\"identity\":\"" + agent + "\",\"attributes\":{\"kept\":\"yes\"}}");
        var sid = stage.room(ROOM).get("sid").asText();
        int told = stage.webhooks().all().size();
        stage.fault("livekit", "restart");
        assertThat(stage.twirp("ListRooms", Tokens.all(ROOM), "{}").status()).isEqualTo(503);
        await().until(() -> stage.active(ROOM).size() == 2);
        assertThat(stage.room(ROOM).get("sid").asText()).isNotEqualTo(sid);
        assertThat(stage.active(ROOM)).containsExactlyInAnyOrder("user", agent);
        assertThat(stage.room(ROOM).findValuesAsText("agentName")).containsExactly("");
        assertThat(stage.participant(ROOM, agent).at("/attributes/kept").asText())
                .isEqualTo("yes");
        await().until(() -> stage.webhooks().all().size() == told + 5);
        assertThat(stage.webhooks().story(ROOM).subList(told, told + 5))
                .containsExactlyInAnyOrder(
                        "room_started",
                        "participant_joined user",
                        "track_published user",
                        "participant_joined " + agent,
                        "track_published " + agent);
        assertThat(stage.control("GET", "/faults", "").json().get("livekit").asText())
                .isEqualTo("none");
        assertThat(ping(agent, 300).status()).isEqualTo(400);
    }

    @Test
    void droppedWebhooksAreNeverSent() {
        stage.fault("livekit", "drop-webhooks");
        stage.userComes(ROOM, "user");
        await().until(() -> stage.active(ROOM).contains("user"));
        stage.fault("livekit", "none");
        stage.leaves(ROOM, "user");
        await().until(() -> stage.webhooks().story(ROOM).contains("participant_left user"));
        assertThat(stage.webhooks().story(ROOM)).doesNotContain("room_started", "participant_joined user");
    }

    @Test
    void duplicatedWebhooksComeTwiceWithTheSameIdAndBytes() {
        stage.fault("livekit", "duplicate-webhooks");
        stage.userComes(ROOM, "user");
        await().until(() -> stage.webhooks().story(ROOM).size() == 6);
        var all = stage.webhooks().all();
        for (int i = 0; i < all.size(); i += 2) {
            assertThat(all.get(i).bytes()).isEqualTo(all.get(i + 1).bytes());
            assertThat(all.get(i).header("Authorization"))
                    .isEqualTo(all.get(i + 1).header("Authorization"));
        }
    }

    @Test
    void whileLiveKitIsDownNothingIsAnsweredOrToldAndEverybodyStays() {
        var agent = agentComes();
        int told = stage.webhooks().all().size();
        stage.fault("livekit", "down");
        assertThat(stage.twirp("ListRooms", Tokens.all(ROOM), "{}").status()).isEqualTo(503);
        assertThat(stage.control("POST", "/rooms/x/participants", "{\"identity\":\"u\"}")
                        .status())
                .isEqualTo(503);
        stage.fault("livekit", "none");
        assertThat(stage.call(ROOM, "ListParticipants", "{\"room\":\"" + ROOM + "\"}")
                        .get("participants"))
                .hasSize(2);
        assertThat(stage.agents(ROOM)).containsExactly(agent);
        assertThat(stage.webhooks().all()).hasSize(told);
    }

    @Test
    void faultsMergeAndAnUnknownOneChangesNothing() {
        assertThat(stage.control("GET", "/faults", "").json().toString())
                .contains("\"tavus\":\"none\"", "\"livekit\":\"none\"");
        stage.fault("tavus", "full");
        assertThat(stage.control("PUT", "/faults", "{\"livekit\":\"no-ack\"}")
                        .json()
                        .get("tavus")
                        .asText())
                .isEqualTo("full");
        var unknown = stage.control("PUT", "/faults", "{\"livekit\":\"none\",\"tavus\":\"moody\"}");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.type()).isEqualTo("application/problem+json");
        assertThat(unknown.json().get("field").asText()).isEqualTo("tavus");
        assertThat(stage.control("PUT", "/faults", "{\"moon\":\"none\"}").status())
                .isEqualTo(422);
        assertThat(stage.control("PUT", "/faults", "{\"tavus\":null}").status()).isEqualTo(422);
        assertThat(stage.control("PUT", "/faults", "[]").status()).isEqualTo(400);
        assertThat(stage.control("PUT", "/faults", "{").status()).isEqualTo(400);
        assertThat(stage.control("GET", "/faults", "").json().get("livekit").asText())
                .isEqualTo("no-ack");
    }

    @Test
    void controlCallsNeedTheOperatorsToken() {
        for (var path : new String[] {"/faults", "/rooms", "/heard", "/conversations"}) {
            var stranger = stage.send(stage.to("/sandbox" + path).GET());
            assertThat(stranger.status()).isEqualTo(401);
            assertThat(stranger.type()).startsWith("application/problem+json");
            assertThat(stage.send(stage.to("/sandbox" + path)
                                    .header("Authorization", "Bearer wrong")
                                    .GET())
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void badControlCallsAreProblems() {
        assertThat(stage.control("DELETE", "/rooms/none/participants/user", "").status())
                .isEqualTo(404);
        assertThat(stage.control("DELETE", "/rooms/none", "").status()).isEqualTo(404);
        assertThat(stage.control("POST", "/rooms/x/participants", "{}").status())
                .isEqualTo(422);
        assertThat(stage.control("PATCH", "/faults", "{}").status()).isEqualTo(405);
        var text = stage.send(stage.to("/sandbox/faults")
                .header("Authorization", "Bearer sandbox")
                .header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString("x")));
        assertThat(text.status()).isEqualTo(400);
        assertThat(text.type()).isEqualTo("application/problem+json");
    }

    @Test
    void aControlCallIsReadAsJsonWhateverItsTypeSays() {
        var plain = stage.send(stage.to("/sandbox/faults")
                .header("Authorization", "Bearer sandbox")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(BodyPublishers.ofString("{\"tavus\":\"full\"}")));
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.json().get("tavus").asText()).isEqualTo("full");
    }

    @Test
    void whatWasAskedIsHeardWithTheKeysFingerprintOnly() {
        stage.dispatch(ROOM);
        stage.tavus("GET", "/conversations", "sandbox-secret-key", "");
        var heard = stage.control("GET", "/heard", "").json();
        assertThat(heard.get(0).toString())
                .contains("\"to\":\"livekit\",\"call\":\"CreateDispatch\",\"room\":\"troubled\",\"status\":200");
        assertThat(heard.get(0).get("key").asText()).matches("[0-9a-f]{8}");
        assertThat(heard.get(1).toString()).contains("\"to\":\"tavus\",\"call\":\"GET /v2/conversations\"");
        assertThat(heard.toString()).doesNotContain("sandbox-secret-key");
    }

    private String agentComes() {
        stage.userComes(ROOM, "user");
        stage.dispatch(ROOM);
        await().until(() -> stage.webhooks().all().size() == 5);
        return stage.agents(ROOM).get(0);
    }

    private void tell(String agent, String epoch) {
        stage.call(
                ROOM,
                "UpdateParticipant",
                "{\"room\":\"" + ROOM + "\",\"identity\":\"" + agent
                        + "\",\"attributes\":{\"understudy.mode\":\"audio\",\"understudy.epoch\":\"" + epoch + "\"}}");
    }

    private boolean acknowledged(String agent) {
        return stage.participant(ROOM, agent).path("attributes").has("understudy.ack");
    }

    private Answer ping(String agent, int timeout) {
        return rpc(agent, "understudy.ping", timeout);
    }

    private Answer rpc(String agent, String method, int timeout) {
        return stage.twirp(
                "PerformRpc",
                Tokens.admin(ROOM),
                "{\"room\":\"" + ROOM + "\",\"destination_identity\":\"" + agent + "\",\"method\":\"" + method
                        + "\",\"response_timeout_ms\":" + timeout + "}");
    }

    private String reason(String event) {
        return stage.webhooks().all().stream()
                .filter(webhook -> webhook.event().equals(event))
                .reduce((first, second) -> second)
                .map(webhook ->
                        webhook.body().at("/participant/disconnectReason").asText())
                .orElse("");
    }
}
