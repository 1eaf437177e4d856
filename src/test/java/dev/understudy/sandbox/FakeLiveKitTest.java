package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How rooms, dispatches and agents behave where no single recorded call shows it; facts: livekit-measured 1 to 11. */
class FakeLiveKitTest {
    private Stage stage = Stage.open("delays.phrase=20ms");

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void twoDispatchesBringTwoAgents() {
        stage.dispatch("two");
        stage.dispatch("two");
        await().until(() -> stage.agents("two").size() == 2);
        assertThat(stage.room("two").get("dispatches")).hasSize(3);
    }

    @Test
    void aDispatchOfAnUnknownNameIsNeverServed() {
        stage.call("none", "CreateDispatch", "{\"room\":\"none\",\"agent_name\":\"nobody\"}");
        await().during(Duration.ofMillis(600))
                .until(() -> stage.room("none").get("participants").isEmpty());
        assertThat(stage.room("none").findValues("jobs")).allMatch(jobs -> jobs.isEmpty());
    }

    @Test
    void aRoomMadeWithAgentsHasThemAndNoNamelessDispatch() {
        stage.call(
                "with",
                "CreateRoom",
                "{\"name\":\"with\",\"agents\":[{\"agent_name\":\"avatar-agent\",\"metadata\":\"x\"}]}");
        await().until(() -> stage.agents("with").size() == 1);
        assertThat(stage.room("with").findValuesAsText("agentName")).containsExactly("avatar-agent");
    }

    @Test
    void theDispatchStaysListedAsRunningAfterItsAgentWasPutOut() {
        stage.dispatch("out");
        await().until(() -> stage.agents("out").size() == 1);
        var agent = stage.agents("out").get(0);
        stage.call("out", "RemoveParticipant", "{\"room\":\"out\",\"identity\":\"" + agent + "\"}");
        assertThat(stage.agents("out")).isEmpty();
        var listed = stage.call("out", "ListDispatch", "{\"room\":\"out\"}");
        assertThat(listed.findValuesAsText("status")).containsExactly("JS_RUNNING");
        assertThat(listed.findValuesAsText("participant_identity")).containsExactly(agent);
        await().until(() -> stage.webhooks().story("out").contains("participant_left " + agent));
        assertThat(last("participant_left")
                        .body()
                        .at("/participant/disconnectReason")
                        .asText())
                .isEqualTo("PARTICIPANT_REMOVED");
    }

    @Test
    void ofAgentsWhoseDispatchWasDeletedBeforeTheyWereInEverySecondStays() {
        agentsTakeAnHour("late-agents=alternate");
        stage.call("first", "DeleteDispatch", delete("first"));
        theHourPasses();
        await().until(() -> stage.agents("first").size() == 1);
        stage.call("second", "DeleteDispatch", delete("second"));
        theHourPasses();
        await().until(() ->
                stage.webhooks().story("second").stream().anyMatch(line -> line.startsWith("participant_left")));
        assertThat(stage.webhooks().story("second")).anyMatch(line -> line.startsWith("participant_joined agent-"));
        assertThat(stage.agents("second")).isEmpty();
        assertThat(stage.agents("first")).hasSize(1);
    }

    @Test
    void anAgentCanBeKeptFromComingLate() {
        agentsTakeAnHour("late-agents=never");
        stage.call("never", "DeleteDispatch", delete("never"));
        theHourPasses();
        assertThat(stage.room("never").get("participants")).isEmpty();
    }

    @Test
    void anAgentThatComesAfterTheRoomClosedMakesItAnew() {
        agentsTakeAnHour("late-agents=alternate");
        stage.userComes("anew", "user");
        stage.dispatch("anew");
        var before = stage.room("anew").get("sid").asText();
        stage.call("anew", "DeleteRoom", "{\"room\":\"anew\"}");
        theHourPasses();
        await().until(() -> stage.agents("anew").size() == 1);
        assertThat(stage.room("anew").get("sid").asText()).isNotEqualTo(before);
        await().until(() -> stage.webhooks().story("anew").stream()
                        .filter("room_started"::equals)
                        .count()
                == 2);
    }

    @Test
    void aRoomClosesAfterItsLastUserLeftAndItsAgentIsPutOut() {
        stage.call("closing", "CreateRoom", "{\"name\":\"closing\",\"departure_timeout\":1}");
        stage.userComes("closing", "user");
        stage.dispatch("closing");
        await().until(() -> stage.agents("closing").size() == 1);
        stage.leaves("closing", "user");
        await().until(() -> stage.room("closing").isMissingNode());
        await().until(() -> stage.webhooks().story("closing").contains("room_finished"));
        assertThat(last("participant_left")
                        .body()
                        .at("/participant/disconnectReason")
                        .asText())
                .isEqualTo("ROOM_CLOSED");
    }

    @Test
    void agentsAloneDoNotKeepARoom() {
        stage.call("alone", "CreateRoom", "{\"name\":\"alone\",\"empty_timeout\":3600}");
        stage.dispatch("alone");
        await().until(() -> stage.agents("alone").size() == 1);
        stage.clockwork().anHourPasses();
        assertThat(stage.room("alone").isMissingNode()).isTrue();
    }

    @Test
    void aUserWhoStaysKeepsTheRoom() {
        stage.call("kept", "CreateRoom", "{\"name\":\"kept\",\"empty_timeout\":3600,\"departure_timeout\":3600}");
        stage.userComes("kept", "user");
        stage.clockwork().anHourPasses();
        assertThat(stage.room("kept").isMissingNode()).isFalse();
    }

    @Test
    void theSameIdentityTwicePutsTheFirstOut() {
        stage.userComes("twice", "user");
        await().until(() -> stage.active("twice").contains("user"));
        stage.userComes("twice", "user");
        await().until(() -> stage.webhooks().story("twice").stream()
                        .filter("participant_joined user"::equals)
                        .count()
                == 2);
        assertThat(stage.webhooks().story("twice").stream().filter(line -> line.startsWith("participant")))
                .containsExactly("participant_joined user", "participant_left user", "participant_joined user");
        assertThat(last("participant_left")
                        .body()
                        .at("/participant/disconnectReason")
                        .asText())
                .isEqualTo("DUPLICATE_IDENTITY");
    }

    @Test
    void oneWhoLeavesBeforeBeingConnectedIsToldAsAborted() {
        stage.close();
        stage = Stage.open("delays.connect=1h");
        stage.userComes("hasty", "user");
        stage.leaves("hasty", "user");
        await().until(() -> stage.webhooks().story("hasty").contains("participant_connection_aborted user"));
        assertThat(stage.webhooks().story("hasty")).doesNotContain("participant_left user");
    }

    @Test
    void aTokenJoinsItsRoomOnlyAndItsRoomConfigCounts() {
        var config = java.util.Map.of("agents", java.util.List.of(java.util.Map.of("agentName", "avatar-agent")));
        var token = Tokens.sign(Tokens.video(java.util.Map.of("roomJoin", true, "room", "mine"))
                .withSubject("me")
                .withClaim("roomConfig", config));
        assertThat(come("mine", token)).isEqualTo(201);
        await().until(() -> stage.agents("mine").size() == 1);
        assertThat(stage.room("mine").findValuesAsText("agentName")).containsExactly("avatar-agent");
        assertThat(come("another", token)).isEqualTo(422);
        assertThat(come("mine", Tokens.admin("mine"))).isEqualTo(422);
        assertThat(come("mine", token + "x")).isEqualTo(422);
    }

    /** That the first two do not wait cannot be seen from here on a busy machine: see {@link WarmProcessesTest}. */
    @Test
    void moreJobsThanWarmProcessesWait() {
        stage.close();
        stage = Stage.open("warm-processes=2");
        var rooms = List.of("w1", "w2", "w3");
        var before = System.currentTimeMillis();
        rooms.forEach(stage::dispatch);
        await().until(() -> rooms.stream().allMatch(room -> stage.agents(room).size() == 1));
        assertThat(rooms.stream().mapToLong(this::agentJoinedAt).max().orElseThrow())
                .isGreaterThanOrEqualTo(before + 1400);
    }

    /** So that there is time to do something before they come. */
    private void agentsTakeAnHour(String setting) {
        stage.close();
        stage = Stage.open("delays.phrase=20ms", "delays.agent-joins-after=61m", setting);
    }

    /** The agent that is on its way comes, or is meant to. */
    private void theHourPasses() {
        await().until(stage.clockwork()::hasTime);
        stage.clockwork().anHourPasses();
    }

    private long agentJoinedAt(String room) {
        var people = stage.call(room, "ListParticipants", "{\"room\":\"" + room + "\"}");
        return people.findValue("joined_at_ms").asLong();
    }

    private int come(String room, String token) {
        return stage.control("POST", "/rooms/" + room + "/participants", "{\"token\":\"" + token + "\"}")
                .status();
    }

    private String delete(String room) {
        return "{\"room\":\"" + room + "\",\"dispatch_id\":\"" + stage.dispatch(room) + "\"}";
    }

    private WebhookReceiver.Webhook last(String event) {
        return stage.webhooks().all().stream()
                .filter(webhook -> webhook.event().equals(event))
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
