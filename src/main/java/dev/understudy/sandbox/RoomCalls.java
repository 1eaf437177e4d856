package dev.understudy.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRoom.CreateRoomRequest;
import livekit.LivekitRoom.DeleteRoomRequest;
import livekit.LivekitRoom.DeleteRoomResponse;
import livekit.LivekitRoom.ListParticipantsRequest;
import livekit.LivekitRoom.ListParticipantsResponse;
import livekit.LivekitRoom.ListRoomsRequest;
import livekit.LivekitRoom.ListRoomsResponse;
import livekit.LivekitRoom.RemoveParticipantResponse;
import livekit.LivekitRoom.RoomParticipantIdentity;
import livekit.LivekitRoom.UpdateParticipantRequest;
import livekit.LivekitRoom.UpdateRoomMetadataRequest;

/** What RoomService does about rooms and the people in them. */
@Simulated
class RoomCalls {
    /** Bytes. */
    private static final int NAME = 256;

    private static final int METADATA = 512 * 1024;
    private static final int ATTRIBUTES = 64 * 1024;
    private final FakeRooms rooms;

    RoomCalls(FakeRooms rooms) {
        this.rooms = rooms;
    }

    livekit.LivekitModels.Room create(CreateRoomRequest asked, Grants grants) {
        grants.need("roomCreate");
        if (bytes(asked.getMetadata()) > METADATA) throw TwirpError.limit("metadata size", METADATA);
        if (bytes(asked.getName()) > NAME)
            throw TwirpError.of(400, "invalid_argument", "room name length exceeds limits: max length " + NAME);
        return rooms.inside(asked.getName(), RoomShape.of(asked), Room::info);
    }

    ListRoomsResponse list(ListRoomsRequest asked, Grants grants) {
        grants.need("roomList");
        Stream<Room> found = asked.getNamesCount() == 0
                ? rooms.all().stream()
                : asked.getNamesList().stream().distinct().flatMap(name -> rooms.find(name).stream());
        return ListRoomsResponse.newBuilder()
                .addAllRooms(found.map(Room::info).toList())
                .build();
    }

    DeleteRoomResponse delete(DeleteRoomRequest asked, Grants grants) {
        grants.need("roomCreate");
        if (!rooms.close(asked.getRoom(), DisconnectReason.ROOM_DELETED)) throw noRoom();
        return DeleteRoomResponse.getDefaultInstance();
    }

    livekit.LivekitModels.Room describe(UpdateRoomMetadataRequest asked, Grants grants) {
        grants.needAdmin(asked.getRoom());
        var room = rooms.find(asked.getRoom()).orElseThrow(RoomCalls::noRoom);
        room.describe(asked.getMetadata());
        return room.info();
    }

    ListParticipantsResponse people(ListParticipantsRequest asked, Grants grants) {
        grants.needAdmin(asked.getRoom());
        var people = ListParticipantsResponse.newBuilder();
        rooms.find(asked.getRoom()).ifPresent(room -> people.addAllParticipants(room.people()));
        return people.build();
    }

    ParticipantInfo person(RoomParticipantIdentity asked, Grants grants) {
        grants.needAdmin(asked.getRoom());
        return rooms.find(asked.getRoom())
                .flatMap(room -> room.with(asked.getIdentity(), Participant::info))
                .orElseThrow(RoomCalls::nobody);
    }

    RemoveParticipantResponse remove(RoomParticipantIdentity asked, Grants grants) {
        grants.needAdmin(asked.getRoom());
        if (!rooms.leave(asked.getRoom(), asked.getIdentity(), DisconnectReason.PARTICIPANT_REMOVED)) throw nobody();
        return RemoveParticipantResponse.getDefaultInstance();
    }

    /** Merges attributes, replaces a whole permission set; the agent hears of it. */
    ParticipantInfo update(UpdateParticipantRequest asked, Grants grants) {
        grants.needAdmin(asked.getRoom());
        if (bytes(asked.getAttributesMap()) > ATTRIBUTES) throw TwirpError.limit("attribute size", ATTRIBUTES);
        var person = rooms.find(asked.getRoom())
                .flatMap(room -> room.with(asked.getIdentity(), found -> changed(found, asked)))
                .orElseThrow(RoomCalls::nobody);
        if (asked.getAttributesMap().keySet().stream().anyMatch(key -> key.startsWith("understudy.")))
            tell(asked, person);
        return person;
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static int bytes(Map<String, String> attributes) {
        return Stream.of(attributes.keySet(), attributes.values())
                .flatMap(Collection::stream)
                .mapToInt(RoomCalls::bytes)
                .sum();
    }

    private static ParticipantInfo changed(Participant person, UpdateParticipantRequest asked) {
        if (!asked.getMetadata().isEmpty()) person.edit().setMetadata(asked.getMetadata());
        if (!asked.getName().isEmpty()) person.edit().setName(asked.getName());
        if (asked.hasPermission()) person.edit().setPermission(asked.getPermission());
        person.merge(asked.getAttributesMap());
        return person.info();
    }

    private void tell(UpdateParticipantRequest asked, ParticipantInfo person) {
        var script = rooms.find(asked.getRoom()).flatMap(room -> room.with(asked.getIdentity(), Participant::script));
        var command = AgentCommand.of(person.getAttributesMap());
        if (command.isPresent()) script.ifPresent(agent -> agent.command(command.get()));
    }

    private static TwirpError noRoom() {
        return TwirpError.of(404, "not_found", "requested room does not exist");
    }

    private static TwirpError nobody() {
        return TwirpError.of(404, "not_found", "participant does not exist");
    }
}
