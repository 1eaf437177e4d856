package dev.understudy.livekit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackType;
import org.springframework.stereotype.Component;

/**
 * The calls to LiveKit that sessions need. Each ends within {@code understudy.livekit.timeout}; each throws
 * {@link LiveKitUnavailable} when nothing is known, its {@link LiveKitPutOff} where that is the budget's doing, and
 * {@link LiveKitRejected} when our key is refused.
 */
@Component
public class LiveKit {
    private final SignedClients clients;
    private final DispatchCall newer;

    /** Works over the connections that it is given. */
    public LiveKit(LiveKitSettings settings, LiveKitKeys keys, LiveKitConnection connection) {
        clients = new SignedClients(settings, keys, connection);
        newer = new DispatchCall(settings, keys, connection);
    }

    /** Who is in the room now; nobody when there is no such room. About 1 ms. */
    public RoomView look(String room) {
        return look(room, CallClass.LOOK);
    }

    /** The same, as urgent as the caller knows it to be. */
    public RoomView look(String room, CallClass urgency) {
        var people = LiveKitCalls.get("ListParticipants", clients.rooms(urgency).listParticipants(room));
        return new RoomView(people.stream()
                .filter(person -> person.getState() == ParticipantInfo.State.ACTIVE)
                .map(Participant::of)
                .toList());
    }

    /** All rooms, to be sure; or those of the given names, on which somebody's end may depend. */
    public List<Room> rooms(String... names) {
        var found = LiveKitCalls.get(
                "ListRooms",
                names.length == 0
                        ? clients.rooms(CallClass.LOOK).listRooms()
                        : clients.rooms(CallClass.LEAVE).listRooms(List.of(names)));
        return found.stream()
                .map(room -> new Room(room.getName(), room.getSid(), room.getNumParticipants()))
                .toList();
    }

    /** Makes the room, or finds it unchanged; gives its sid. */
    public String createRoom(String room) {
        return LiveKitCalls.get("CreateRoom", clients.rooms(CallClass.WAIT).createRoom(room))
                .getSid();
    }

    /** The dispatches of a room that exists (of one that does not, LiveKit answers 503 after 3 s), in no order. */
    public List<Dispatch> dispatches(String room) {
        var found = LiveKitCalls.get(
                "ListDispatch", clients.dispatches(CallClass.WAIT).listDispatch(room));
        return found.stream().map(Dispatch::of).toList();
    }

    /** Asks for an agent. A returned id proves nothing: the agent has to be seen in the room. Not idempotent. */
    public Dispatch createDispatch(String room, String agentName, String metadata) {
        return Dispatch.of(LiveKitCalls.get(
                "CreateDispatch", clients.dispatches(CallClass.WAIT).createDispatch(room, agentName, metadata)));
    }

    /**
     * The same with all that servers of 2026 know of a dispatch.
     *
     * @param told hears the deployment that the server's answer echoes; empty from a server that knows of none
     */
    public Dispatch createDispatch(String room, DispatchOrder order, Consumer<String> told) {
        if (order.isPlain()) return createDispatch(room, order.agentName(), order.metadata());
        var made = newer.create(room, order);
        told.accept(made.deployment());
        return made.dispatch();
    }

    /** Deletes a dispatch; its agent leaves by itself. False when there was none of that id. */
    public boolean deleteDispatch(String room, String id) {
        return LiveKitCalls.findOrNull(
                        "DeleteDispatch", clients.dispatches(CallClass.LEAVE).deleteDispatch(room, id))
                != null;
    }

    /** Puts somebody out of the room; nothing happens when they are not there. */
    public void removeParticipant(String room, String identity) {
        LiveKitCalls.findOrNull(
                "RemoveParticipant", clients.rooms(CallClass.LEAVE).removeParticipant(room, identity));
    }

    /** Merges attributes into a participant's; false when they are not there. */
    public boolean setAttributes(String room, String identity, Map<String, String> attributes) {
        var call = clients.rooms(CallClass.WAIT).updateParticipant(room, identity, null, null, null, attributes);
        return LiveKitCalls.findOrNull("UpdateParticipant", call) != null;
    }

    /** Somebody's attributes; empty when they are not there. */
    public Optional<Map<String, String>> attributes(String room, String identity) {
        var found = LiveKitCalls.findOrNull(
                "GetParticipant", clients.rooms(CallClass.LOOK).getParticipant(room, identity));
        return Optional.ofNullable(found).map(ParticipantInfo::getAttributesMap);
    }

    /** Whether somebody publishes sound; false when they are not there. */
    public boolean publishesAudio(String room, String identity) {
        var found = LiveKitCalls.findOrNull(
                "GetParticipant", clients.rooms(CallClass.LOOK).getParticipant(room, identity));
        return found != null && found.getTracksList().stream().anyMatch(track -> track.getType() == TrackType.AUDIO);
    }

    /** Closes a room and puts everybody out; nothing happens when there is none. */
    public void deleteRoom(String room) {
        LiveKitCalls.findOrNull("DeleteRoom", clients.rooms(CallClass.LEAVE).deleteRoom(room));
    }
}
