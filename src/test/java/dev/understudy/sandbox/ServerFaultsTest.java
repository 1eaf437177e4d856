package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each fault of the LiveKit server itself does, and that it can be lifted. */
class ServerFaultsTest {
    private static final String ROOM = "troubled";
    private final Stage stage = Stage.open("delays.restart=1h", "delays.no-response=200ms", "delays.phrase=20ms");
    private final Scene scene = new Scene(stage, ROOM);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void afterARestartEverybodyComesBackUnderANewSidWithoutDispatches() {
        var agent = scene.agentComes();
        scene.attributes(agent, "{\"kept\":\"yes\"}");
        var sid = stage.room(ROOM).get("sid").asText();
        int told = stage.webhooks().all().size();
        stage.fault("livekit", "restart");
        assertThat(stage.twirp("ListRooms", Tokens.all(ROOM), "{}").status()).isEqualTo(503);
        stage.clockwork().anHourPasses();
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
        assertThat(scene.ping(agent, 300).status()).isEqualTo(400);
    }

    @Test
    void aboveItsLimitItAnswers429AndSaysWhenToComeAgain() {
        stage.control("PUT", "/calls-per-minute", "{\"livekit\":2}");
        assertThat(stage.twirp("ListRooms", Tokens.all(ROOM), "{}").status()).isEqualTo(200);
        assertThat(stage.twirp("ListRooms", Tokens.all(ROOM), "{}").status()).isEqualTo(200);
        var refused = stage.twirp("ListRooms", Tokens.all(ROOM), "{}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().get("code").asText()).isEqualTo("resource_exhausted");
        assertThat(stage.control("PUT", "/calls-per-minute", "{\"livekit\":-1}").status())
                .isEqualTo(422);
        stage.control("PUT", "/calls-per-minute", "{\"livekit\":0}");
        assertThat(stage.twirp("ListRooms", Tokens.all(ROOM), "{}").status()).isEqualTo(200);
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
        var agent = scene.agentComes();
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
}
