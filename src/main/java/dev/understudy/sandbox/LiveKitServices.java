package dev.understudy.sandbox;

import java.util.Optional;
import livekit.LivekitAgentDispatch.CreateAgentDispatchRequest;
import livekit.LivekitAgentDispatch.DeleteAgentDispatchRequest;
import livekit.LivekitAgentDispatch.ListAgentDispatchRequest;
import livekit.LivekitRoom.CreateRoomRequest;
import livekit.LivekitRoom.DeleteRoomRequest;
import livekit.LivekitRoom.ListParticipantsRequest;
import livekit.LivekitRoom.ListRoomsRequest;
import livekit.LivekitRoom.MoveParticipantRequest;
import livekit.LivekitRoom.MuteRoomTrackRequest;
import livekit.LivekitRoom.PerformRpcRequest;
import livekit.LivekitRoom.RoomParticipantIdentity;
import livekit.LivekitRoom.SendDataRequest;
import livekit.LivekitRoom.UpdateParticipantRequest;
import livekit.LivekitRoom.UpdateRoomMetadataRequest;
import livekit.LivekitRoom.UpdateSubscriptionsRequest;

/** The table of contents of FakeLiveKit: every Twirp call that it answers. */
@Simulated
class LiveKitServices {
    private static final String ROOM = "livekit.RoomService/";
    private static final String DISPATCH = "livekit.AgentDispatchService/";
    private final TwirpCalls calls = new TwirpCalls();

    LiveKitServices(RoomCalls rooms, RpcCalls clients, DispatchCalls dispatches) {
        rooms(rooms);
        clients(clients);
        dispatches(dispatches);
    }

    /** The call of that name, {@code livekit.RoomService/CreateRoom}. */
    Optional<TwirpCalls.Call<?>> call(String name) {
        return calls.find(name);
    }

    /** True for a path under one of the two services. */
    static boolean isService(String name) {
        return name.startsWith(ROOM) || name.startsWith(DISPATCH);
    }

    private void rooms(RoomCalls rooms) {
        calls.add(ROOM + "CreateRoom", CreateRoomRequest.getDefaultInstance(), rooms::create)
                .add(ROOM + "ListRooms", ListRoomsRequest.getDefaultInstance(), rooms::list)
                .add(ROOM + "DeleteRoom", DeleteRoomRequest.getDefaultInstance(), rooms::delete)
                .add(ROOM + "UpdateRoomMetadata", UpdateRoomMetadataRequest.getDefaultInstance(), rooms::describe)
                .add(ROOM + "ListParticipants", ListParticipantsRequest.getDefaultInstance(), rooms::people)
                .add(ROOM + "GetParticipant", RoomParticipantIdentity.getDefaultInstance(), rooms::person)
                .add(ROOM + "RemoveParticipant", RoomParticipantIdentity.getDefaultInstance(), rooms::remove)
                .add(ROOM + "UpdateParticipant", UpdateParticipantRequest.getDefaultInstance(), rooms::update);
    }

    private void clients(RpcCalls clients) {
        calls.add(ROOM + "PerformRpc", PerformRpcRequest.getDefaultInstance(), clients::perform)
                .add(ROOM + "SendData", SendDataRequest.getDefaultInstance(), clients::send)
                .add(ROOM + "MutePublishedTrack", MuteRoomTrackRequest.getDefaultInstance(), clients::mute)
                .add(ROOM + "UpdateSubscriptions", UpdateSubscriptionsRequest.getDefaultInstance(), clients::subscribe)
                // needs a grant for the destination room, which nobody here is given
                .add(ROOM + "MoveParticipant", MoveParticipantRequest.getDefaultInstance(), (asked, grants) -> {
                    throw TwirpError.denied();
                });
    }

    private void dispatches(DispatchCalls dispatches) {
        calls.add(DISPATCH + "CreateDispatch", CreateAgentDispatchRequest.getDefaultInstance(), dispatches::create)
                .add(DISPATCH + "ListDispatch", ListAgentDispatchRequest.getDefaultInstance(), dispatches::list)
                .add(DISPATCH + "DeleteDispatch", DeleteAgentDispatchRequest.getDefaultInstance(), dispatches::delete);
    }
}
