package dev.understudy.sandbox;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import livekit.LivekitAgentDispatch.AgentDispatch;
import livekit.LivekitAgentDispatch.CreateAgentDispatchRequest;
import livekit.LivekitAgentDispatch.DeleteAgentDispatchRequest;
import livekit.LivekitAgentDispatch.ListAgentDispatchRequest;
import livekit.LivekitAgentDispatch.ListAgentDispatchResponse;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.Room;
import livekit.LivekitRoom.CreateRoomRequest;
import livekit.LivekitRoom.DeleteRoomRequest;
import livekit.LivekitRoom.DeleteRoomResponse;
import livekit.LivekitRoom.ListParticipantsRequest;
import livekit.LivekitRoom.ListParticipantsResponse;
import livekit.LivekitRoom.ListRoomsRequest;
import livekit.LivekitRoom.ListRoomsResponse;
import livekit.LivekitRoom.MoveParticipantRequest;
import livekit.LivekitRoom.MuteRoomTrackRequest;
import livekit.LivekitRoom.RoomParticipantIdentity;
import livekit.LivekitRoom.SendDataRequest;
import livekit.LivekitRoom.SendDataResponse;
import livekit.LivekitRoom.UpdateParticipantRequest;
import livekit.LivekitRoom.UpdateRoomMetadataRequest;
import livekit.LivekitRoom.UpdateSubscriptionsRequest;

/** Which message a call is asked with and answered by, for the calls that were recorded in protobuf. */
enum Messages {
    CreateRoom(CreateRoomRequest.getDefaultInstance(), Room.getDefaultInstance()),
    UpdateRoomMetadata(UpdateRoomMetadataRequest.getDefaultInstance(), Room.getDefaultInstance()),
    ListRooms(ListRoomsRequest.getDefaultInstance(), ListRoomsResponse.getDefaultInstance()),
    DeleteRoom(DeleteRoomRequest.getDefaultInstance(), DeleteRoomResponse.getDefaultInstance()),
    ListParticipants(ListParticipantsRequest.getDefaultInstance(), ListParticipantsResponse.getDefaultInstance()),
    GetParticipant(RoomParticipantIdentity.getDefaultInstance(), ParticipantInfo.getDefaultInstance()),
    RemoveParticipant(RoomParticipantIdentity.getDefaultInstance(), ParticipantInfo.getDefaultInstance()),
    UpdateParticipant(UpdateParticipantRequest.getDefaultInstance(), ParticipantInfo.getDefaultInstance()),
    UpdateSubscriptions(UpdateSubscriptionsRequest.getDefaultInstance(), SendDataResponse.getDefaultInstance()),
    MutePublishedTrack(MuteRoomTrackRequest.getDefaultInstance(), SendDataResponse.getDefaultInstance()),
    MoveParticipant(MoveParticipantRequest.getDefaultInstance(), SendDataResponse.getDefaultInstance()),
    SendData(SendDataRequest.getDefaultInstance(), SendDataResponse.getDefaultInstance()),
    CreateDispatch(CreateAgentDispatchRequest.getDefaultInstance(), AgentDispatch.getDefaultInstance()),
    DeleteDispatch(DeleteAgentDispatchRequest.getDefaultInstance(), AgentDispatch.getDefaultInstance()),
    ListDispatch(ListAgentDispatchRequest.getDefaultInstance(), ListAgentDispatchResponse.getDefaultInstance());

    private final Message question;
    private final Message answer;

    Messages(Message question, Message answer) {
        this.question = question;
        this.answer = answer;
    }

    /** A recorded request, written as JSON, in protobuf. */
    static byte[] protobuf(String call, String json) {
        return WireReader.read(json.getBytes(StandardCharsets.UTF_8), valueOf(call).question)
                .toByteArray();
    }

    /** An answer of protobuf as it would be in JSON. */
    static String json(String call, byte[] bytes) {
        try {
            var message = valueOf(call).answer.getParserForType().parseFrom(bytes);
            return new String(WireJson.write(message, WireJson.Style.ANSWER), StandardCharsets.UTF_8);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
