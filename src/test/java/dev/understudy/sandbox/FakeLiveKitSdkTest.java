package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livekit.server.AgentDispatchServiceClient;
import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** LiveKit's own SDK, which speaks protobuf, works against FakeLiveKit. */
class FakeLiveKitSdkTest {
    private static Stage stage;
    private static RoomServiceClient rooms;
    private static AgentDispatchServiceClient dispatches;

    @BeforeAll
    static void open() {
        stage = Stage.open("delays.phrase=20ms");
        rooms = RoomServiceClient.createClient(stage.url(), Tokens.KEY, Tokens.SECRET);
        dispatches = AgentDispatchServiceClient.createClient(stage.url(), Tokens.KEY, Tokens.SECRET);
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @Test
    void aRoomIsMadeListedDescribedAndDeleted() throws IOException {
        var made = rooms.createRoom("sdk-room").execute().body();
        assertThat(made.getSid()).startsWith("RM_");
        assertThat(made.getEmptyTimeout()).isEqualTo(300);
        assertThat(rooms.listRooms(List.of("sdk-room")).execute().body())
                .extracting(livekit.LivekitModels.Room::getSid)
                .containsExactly(made.getSid());
        assertThat(rooms.updateRoomMetadata("sdk-room", "said").execute().body().getMetadata())
                .isEqualTo("said");
        assertThat(rooms.deleteRoom("sdk-room").execute().isSuccessful()).isTrue();
        assertThat(rooms.deleteRoom("sdk-room").execute().code()).isEqualTo(404);
    }

    @Test
    void aDispatchBringsAnAgentThatAcknowledgesItsCommand() throws IOException {
        stage.userComes("sdk-agent", "user");
        var dispatch = dispatches
                .createDispatch("sdk-agent", "avatar-agent", "meta")
                .execute()
                .body();
        await().until(() -> stage.agents("sdk-agent").size() == 1);
        var listed = dispatches.listDispatch("sdk-agent").execute().body().stream()
                .filter(found -> found.getId().equals(dispatch.getId()))
                .findFirst()
                .orElseThrow();
        var identity = listed.getState().getJobs(0).getState().getParticipantIdentity();
        assertThat(stage.agents("sdk-agent")).containsExactly(identity);
        var command = Map.of("understudy.mode", "audio", "understudy.epoch", "1");
        rooms.updateParticipant("sdk-agent", identity, null, null, null, command)
                .execute();
        await().until(() -> person("sdk-agent", identity).containsAttributes("understudy.ack"));
        assertThat(person("sdk-agent", identity).getAttributesOrThrow("understudy.ack"))
                .isEqualTo("{\"mode\":\"audio\",\"avatar\":null,\"epoch\":\"1\",\"ok\":true}");
        assertThat(person("sdk-agent", identity).getPermission().getAgent()).isTrue();
    }

    @Test
    void aDeletedDispatchTakesItsAgentAway() throws IOException {
        var dispatch = dispatches
                .createDispatch("sdk-delete", "avatar-agent")
                .execute()
                .body();
        await().until(() -> stage.agents("sdk-delete").size() == 1);
        assertThat(dispatches
                        .deleteDispatch("sdk-delete", dispatch.getId())
                        .execute()
                        .isSuccessful())
                .isTrue();
        await().until(() -> stage.agents("sdk-delete").isEmpty());
        assertThat(dispatches
                        .deleteDispatch("sdk-delete", dispatch.getId())
                        .execute()
                        .code())
                .isEqualTo(404);
        assertThat(dispatches.listDispatch("sdk-delete").execute().body())
                .extracting(livekit.LivekitAgentDispatch.AgentDispatch::getAgentName)
                .containsExactly("");
    }

    @Test
    void peopleAreListedAndPutOut() throws IOException {
        stage.userComes("sdk-people", "user");
        await().until(() ->
                stage.participant("sdk-people", "user").at("/tracks/0").asText().equals("AUDIO"));
        var people = rooms.listParticipants("sdk-people").execute().body();
        assertThat(people).hasSize(1);
        assertThat(people.get(0).getState()).isEqualTo(ParticipantInfo.State.ACTIVE);
        assertThat(people.get(0).getTracks(0).getType()).isEqualTo(TrackType.AUDIO);
        assertThat(rooms.removeParticipant("sdk-people", "user").execute().isSuccessful())
                .isTrue();
        assertThat(rooms.listParticipants("sdk-people").execute().body()).isEmpty();
        assertThat(rooms.getParticipant("sdk-people", "user").execute().code()).isEqualTo(404);
    }

    @Test
    void aTrackIsMutedForEverybody() throws IOException {
        stage.userComes("sdk-mute", "user");
        await().until(() -> person("sdk-mute", "user").getTracksCount() == 1);
        var track = person("sdk-mute", "user").getTracks(0).getSid();
        assertThat(rooms.mutePublishedTrack("sdk-mute", "user", track, true)
                        .execute()
                        .body()
                        .getMuted())
                .isTrue();
        assertThat(person("sdk-mute", "user").getTracks(0).getMuted()).isTrue();
    }

    @Test
    void aWrongSecretIsRefused() throws IOException {
        var stranger =
                RoomServiceClient.createClient(stage.url(), Tokens.KEY, "another-secret-0123456789abcdef-01234567");
        var answer = stranger.listRooms().execute();
        assertThat(answer.code()).isEqualTo(401);
        assertThat(answer.errorBody().string()).contains("signature is invalid");
    }

    private static ParticipantInfo person(String room, String identity) throws IOException {
        return rooms.getParticipant(room, identity).execute().body();
    }
}
